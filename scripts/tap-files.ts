import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TapPage } from '../lib/adapter/tap/listed.ts';
import { pagesKey } from '../lib/adapter/tap/pages-key.ts';
import type { AdapterPage, JsonField, Response } from '../lib/domain/platform.ts';

const isPage = (file: string): boolean => /^(?!platform|rules)[a-z0-9-]+\.json$/.test(file);

type Paths = Record<string, Pick<JsonField, 'path'>>;
const pathsOf = (fields: Paths): Paths => Object.fromEntries(Object.entries(fields).map(([name, { path }]) => [name, { path }]));

/** Where to look and what to copy: what the values mean is read in the background. */
function leanResponse({ nested: _nested, fields, parts, ...where }: Response): Response {
  const inner = Object.entries(parts ?? {}).map(([name, { items, fields }]) => [name, { items, fields: pathsOf(fields) }]);
  return { ...where, fields: pathsOf(fields), ...(parts && { parts: Object.fromEntries(inner) }) } as Response;
}

/** What the tap is given on the sites of a platform. */
export function tapPages(folder: string, platform: string): TapPage[] {
  return readdirSync(join(folder, platform))
    .filter(isPage)
    .map((file) => JSON.parse(readFileSync(join(folder, platform, file), 'utf8')) as AdapterPage)
    .filter(({ responses }) => responses?.length > 0)
    .map(({ id, table, form, responses }) => ({
      page: `${platform}/${id}`,
      alone: !table && !form,
      responses: responses.map(leanResponse),
    }));
}

/** `taps/<platform>.js` for each platform with responses: so a platform weighs nothing on the sites of another. */
export function tapFiles(folder: string): { relativeDest: string; contents: string }[] {
  return readdirSync(folder).flatMap((platform) => {
    const pages = tapPages(folder, platform);
    const contents = `Object.defineProperty(globalThis,"${pagesKey}",{configurable:true,value:${JSON.stringify(pages)}});`;
    return pages.length > 0 ? [{ relativeDest: `taps/${platform}.js`, contents }] : [];
  });
}
