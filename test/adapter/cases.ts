import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromJson } from '@/lib/adapter/from-json';
import { loadAdapters } from '@/lib/adapter/load';
import { observe } from '@/lib/adapter/observe';
import { candidates, declaredParts, type Listed, listedIn } from '@/lib/adapter/tap/listed';
import { parseExact } from '@/lib/adapter/tap/parse-exact';
import { type ReadRecord, toRecords } from '@/lib/adapter/to-records';
import { Observation } from '@/lib/domain/observation';
import type { AdapterPage, Platform } from '@/lib/domain/platform';
import { tapPages } from '@/scripts/tap-files';

/** When the fixtures were seen: what "5m ago" counts from. */
export const seenAt = '2026-11-24T22:55:00.000Z';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../adapters');

/** One captured page: `<page>[.<case>].html`, its own JSON in `.response.json`, what both must yield in `.expected.json`. */
export interface Case {
  /** `vendure/product-edit.bare` */
  name: string;
  platform: Platform;
  page: AdapterPage;
  html: string | null;
  responses: {
    request: { method: string; path: string; host?: string; headers?: Record<string, string>; operationName?: string };
    body: unknown;
  }[];
  expectedFile: string;
}

export interface Sight {
  total: number | null;
  /** Whose it is, where the responses say so. */
  account?: string;
  records: ReadRecord[];
}
export interface Expected {
  /** The page's path: its id is that of the record. */
  path: string;
  dom?: Sight;
  json?: Sight;
  /** The records that the rows of a page say they are, where it is read by its responses alone. */
  places?: string[];
}

const read = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

export function allCases(): Case[] {
  return [...loadAdapters().platforms.values()].flatMap(({ platform, pages }) =>
    pages.flatMap((page) => {
      const files = readdirSync(join(folder, `${platform.id}/`));
      const names = new Set(
        files.filter((file) => /\.(html|response\.json)$/.test(file)).map((file) => file.replace(/\.(html|response\.json)$/, '')),
      );
      return [...names]
        .filter((name) => name.split('.')[0] === page.id)
        .map((name) => ({
          name: `${platform.id}/${name}`,
          platform,
          page,
          html: read(join(folder, `${platform.id}/${name}.html`)),
          // As the tap parses: ids of 19 digits stay whole.
          responses: parseExact(read(join(folder, `${platform.id}/${name}.response.json`)) ?? '[]') as Case['responses'],
          expectedFile: join(folder, `${platform.id}/${name}.expected.json`),
        }));
    }),
  );
}

export const expectedOf = ({ expectedFile }: Case): Expected => JSON.parse(read(expectedFile) ?? '{}') as Expected;
export const writeExpected = ({ expectedFile }: Case, expected: Expected): void =>
  writeFileSync(expectedFile, `${JSON.stringify(expected, null, 2)}\n`);

/** Stands in for the keyed hash of the background. */
export const customerHash = (address: string): string => createHash('sha256').update(address).digest('hex').slice(0, 32);

export const addressOf = (path: string): string => `https://shop.example${path}`;

export function domOf({ page, platform, html }: Case, path: string) {
  const document = new DOMParser().parseFromString(html ?? '', 'text/html');
  return observe(document, page, platform, addressOf(path), seenAt);
}

/** As the tap is given them: of each platform its own, for it knows no other's. */
export const listedOf = (platform: string): Listed[] => listedIn(tapPages(folder, platform));

/** Observations of a case's responses, by the way they go: pruned as the tap does, then read as the content script does. */
export function jsonOf({ page, platform, responses }: Case, path: string): Observation[] {
  return responses.flatMap(({ request, body }) => {
    const asked = JSON.stringify({ operationName: request.operationName, variables: {}, query: '' });
    const url = new URL(request.path, `https://${request.host ?? 'shop.example'}`);
    return declaredParts(candidates(listedOf(platform.id), request.method, url, request.host === undefined), asked, body, {
      url,
      headers: new Map(Object.entries(request.headers ?? {})),
    })
      .filter((part) => part.listed.page === `${platform.id}/${page.id}` && part.payload !== null)
      .map(({ listed: { response }, payload, account = '' }) =>
        fromJson({ platform: platform.id, page, response, account }, payload, seenAt, addressOf(path)),
      )
      .filter((observation) => observation !== null);
  });
}

/** Records of one or several observations, merged by id as the store does. */
export function sightOf(observations: readonly Observation[], page: AdapterPage): Sight & { problems: string[] } {
  const records = new Map<string, ReadRecord>();
  const problems: string[] = [];
  let total: number | null = null;
  const accounts = new Set(observations.map(({ account }) => String(account)));
  for (const observation of observations) {
    const found = toRecords(Observation.parse(JSON.parse(JSON.stringify(observation))), page, { customerHash });
    problems.push(...found.problems);
    total ??= found.total;
    for (const { id, fields } of found.records) records.set(id, { id, fields: { ...records.get(id)?.fields, ...fields } });
  }
  const account = [...accounts].join();
  return { total, ...(account && { account }), records: [...records.values()], problems };
}
