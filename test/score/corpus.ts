import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { pageKinds } from '../../lib/adapter/recognise/found.ts';

const record = z.record(z.string(), z.unknown());

/** What a careful person reads off a page; `test/pages/README.md` says what each field means. */
export const Truth = z.strictObject({
  about: z.string(),
  kind: z.enum(pageKinds),
  language: z.enum(['en', 'zh-CN', 'zh-TW']),
  rendering: z.enum(['server', 'spa']),
  path: z.string().startsWith('/'),
  ready: z.string(),
  traps: z.array(z.string()),
  records: z.array(record),
});
export type Truth = z.infer<typeof Truth>;
export interface TestPage {
  name: string;
  html: string;
  truth: Truth;
}

const pages = join(import.meta.dirname, '..', 'pages');

/** Every page of a folder: one folder each, with `page.html` and `truth.json`. */
export function pagesIn(folder: string): TestPage[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => ({
      name,
      html: readFileSync(join(folder, name, 'page.html'), 'utf8'),
      truth: Truth.parse(JSON.parse(readFileSync(join(folder, name, 'truth.json'), 'utf8'))),
    }));
}

/** The half that the recogniser is developed on. */
export const tunedPages = (): TestPage[] => pagesIn(join(pages, 'tuned'));

/** The half that is only ever scored: kept packed so that nobody reads it by the way. */
export function unseenPages(): TestPage[] {
  const folder = mkdtempSync(join(tmpdir(), 'unseen-'));
  try {
    execFileSync('tar', ['-xzf', join(pages, 'unseen.tar.gz'), '-C', folder]);
    return pagesIn(join(folder, 'unseen'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
