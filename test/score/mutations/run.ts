import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { root } from '../../bench/bundle.ts';
import { compare, type Difference, type Given } from '../compare.ts';
import type { TestPage, Truth } from '../corpus.ts';
import { pageScript, show } from '../score.ts';
import { mutations } from './list.ts';
import type { Mutation } from './mutation.ts';

/** A page that is read, and by what. */
export interface Subject {
  name: string;
  /** `recogniser`, or the platform whose adapter it is. */
  reader: string;
  page: TestPage;
  /** The call that reads it, in the page. */
  read: string;
}

/** A page that was changed, and what of it was read as before. */
export interface MutationCase {
  subject: Subject;
  mutation: Mutation;
  right: number;
  unsure: number;
  wrong: Difference[];
}

export const recognised = (pages: readonly TestPage[]): Subject[] =>
  pages
    .filter(({ truth }) => truth.records.length > 0)
    .map((page) => ({ name: page.name, reader: 'recogniser', page, read: 'bench.read()' }));

/** What "5m ago" counts from in the fixtures. */
const fixturesSeenAt = '2026-11-24T22:55:00.000Z';
const plain: Omit<Truth, 'kind' | 'path' | 'records'> = { about: '', language: 'en', rendering: 'server', ready: 'body', traps: [] };
const adapters = join(root, 'adapters');
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** The adapters' own fixtures; the same pages in other languages would say the same. */
export const adapted = (): Subject[] =>
  globSync('*/*.expected.json', { cwd: adapters }).flatMap((file): Subject[] => {
    const [platform, name] = [dirname(file), basename(file, '.expected.json')];
    const html = join(adapters, platform, `${name}.html`);
    const { dom, path } = json(join(adapters, file));
    if (name.includes('.zh-') || !existsSync(html) || !dom?.records.length) return [];
    const id = name.split('.')[0] as string;
    const { kind } = json(join(adapters, platform, `${id}.json`));
    const records = dom.records.map(({ id, fields }: { id: string; fields: object }) => ({ id, ...fields }));
    const truth: Truth = { ...plain, kind: kind === 'form' ? 'listing-form' : 'listing-list', path, records };
    return [
      {
        name: `${platform}/${name}`,
        reader: platform,
        page: { name, html: readFileSync(html, 'utf8'), truth },
        read: `bench.readBy('${platform}', '${id}', '${fixturesSeenAt}')`,
      },
    ];
  });

const rightOf = (differences: readonly Difference[], field?: string): number =>
  differences.filter((one) => one.result === 'right' && (field === undefined || one.field === field)).length;

/** What a record is told apart by, where the page shows it as text. */
const tellsApart = (record: Record<string, unknown>): string => String(record.name ?? record.code ?? record.id ?? '');

/** Of a column that went, no value is missed: its field is not read any more at all. */
function goneWith(mutation: Mutation, before: readonly Difference[], after: readonly Difference[]): number {
  if (mutation.takesAway !== 'column') return 0;
  const fields = new Set(before.map(({ field }) => field));
  return [...fields]
    .filter((field) => !after.some((one) => one.field === field && one.result !== 'missed'))
    .reduce((sum, field) => sum + rightOf(before, field), 0);
}

/** Reads a page as it was, and after one mutation of it; null = there is nothing of it on the page. */
async function caseOf(tab: Page, script: string, subject: Subject, mutation: Mutation): Promise<MutationCase | null> {
  const { truth } = subject.page;
  await show(tab, subject.page);
  await tab.evaluate(script);
  const before = compare(truth, await tab.evaluate<Given>(subject.read));
  const gone = await tab.evaluate<string[] | null>(
    `bench.mutate(${JSON.stringify(mutation.id)}, ${JSON.stringify(truth.kind)}, ${JSON.stringify(truth.records.map(tellsApart))})`,
  );
  if (gone === null) return null;
  const isThere = (record: Record<string, unknown>): boolean =>
    mutation.takesAway === 'rows' ? !gone.includes(tellsApart(record)) : !mutation.leavesNothing;
  const left = { ...truth, records: truth.records.filter(isThere) };
  const wanted = left.records.length === truth.records.length ? before : compare(left, { kind: '', records: left.records });
  const after = compare(left, await tab.evaluate<Given>(subject.read));
  const right = rightOf(after);
  const wrong = after.filter(({ result }) => result === 'wrong');
  const could = Math.min(rightOf(wanted), rightOf(before)) - goneWith(mutation, before, after);
  return { subject, mutation, right, unsure: Math.max(0, could - right - wrong.length), wrong };
}

/** Each subject under each mutation; `takes` says which of the pairs, by their number. */
export async function mutate(
  browser: Browser,
  subjects: readonly Subject[],
  takes = (_pair: number): boolean => true,
): Promise<MutationCase[]> {
  const script = `globalThis.bench = (() => { ${await pageScript()}; return bench; })()`;
  const pairs = subjects.flatMap((subject) => mutations.map((mutation) => ({ subject, mutation }))).filter((_, at) => takes(at));
  const done: (MutationCase | null)[] = [];
  const next = async (): Promise<void> => {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: 'UTC' });
    for (let pair = pairs.shift(); pair; pair = pairs.shift()) done.push(await caseOf(tab, script, pair.subject, pair.mutation));
    await tab.close();
  };
  await Promise.all([next(), next(), next()]);
  return done.filter((one) => one !== null);
}
