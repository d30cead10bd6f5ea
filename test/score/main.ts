import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../scripts/setup/browser.ts';
import { root } from '../bench/bundle.ts';
import { type Difference, precision, recall, tally } from './compare.ts';
import { pagesIn, tunedPages, unseenPages } from './corpus.ts';
import { reportMutations } from './mutations/report.ts';
import { adapted, mutate, recognised } from './mutations/run.ts';
import { type Scored, score } from './score.ts';

// npm run score -- [--only <part of a name>] [--tuned] [--unseen] [--mutations] [--folder <folder>]: what the recogniser reads off the pages of test/pages, in
// real Chromium, against what is there; and what it and the adapters still read after a page has changed. With a folder, those pages alone.
const part = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, folder: { type: 'string' }, tuned: part, unseen: part, mutations: part },
});
const browser = await chromium.launch({ executablePath: await findBrowser(root), args: ['--no-sandbox'] });

const line = (name: string, kind: string, differences: readonly Difference[]): string => {
  const { right, wrong, missed } = tally(differences);
  return `${name.padEnd(28)} ${kind.padEnd(34)} right ${String(right).padStart(4)}  wrong ${String(wrong).padStart(3)}  missed ${String(missed).padStart(3)}`;
};
const kindOf = ({ page, given }: Scored): string => (given.kind === page.truth.kind ? given.kind : `${given.kind} (is ${page.truth.kind})`);
const figuresOf = (scored: readonly Scored[]) => {
  const all = tally(scored.flatMap(({ differences }) => differences));
  return { precision: precision(all), recall: recall(all), wrong: all.wrong };
};

function report(name: string, scored: readonly Scored[], isOpen: boolean): void {
  console.log(`\n${name}: ${scored.length} pages`);
  scored.forEach((one, index) => {
    console.log(line(isOpen ? one.page.name : `#${index + 1}`, isOpen ? kindOf(one) : one.page.truth.kind, one.differences));
    if (isOpen && values.only !== '')
      for (const { field, result, expected, given } of one.differences)
        if (result !== 'right') console.log(`    ${result} ${field}: ${JSON.stringify(expected)} / ${JSON.stringify(given)}`);
  });
  const byField = Map.groupBy(
    scored.flatMap(({ differences }) => differences),
    ({ field }) => field,
  );
  console.log(`\n${'field'.padEnd(18)} precision  recall`);
  for (const [field, differences] of [...byField].sort(([a], [b]) => a.localeCompare(b)))
    console.log(
      `${field.padEnd(18)} ${precision(tally(differences)).toFixed(3).padStart(9)} ${recall(tally(differences)).toFixed(3).padStart(7)}`,
    );
  const byKind = Map.groupBy(scored, ({ page }) => page.truth.kind);
  console.log(`\n${'kind'.padEnd(18)} precision  recall`);
  for (const [kind, ones] of byKind)
    console.log(`${kind.padEnd(18)} ${figuresOf(ones).precision.toFixed(3).padStart(9)} ${figuresOf(ones).recall.toFixed(3).padStart(7)}`);
}

const isNamed = ({ name }: { name: string }): boolean => name.includes(values.only);
const parts = (['tuned', 'unseen', 'mutations'] as const).filter((part) => values[part]);
const isAsked = (part: (typeof parts)[number]): boolean => (parts.length === 0 && values.folder === undefined) || parts.includes(part);
const saved = values.folder === undefined ? [] : await score(browser, pagesIn(values.folder).filter(isNamed));
if (saved.length > 0) report('folder', saved, true);
const tuned = isAsked('tuned') ? await score(browser, tunedPages().filter(isNamed)) : [];
if (tuned.length > 0) report('tuned', tuned, true);
// A page of this half is never asked for by its name.
const unseen = isAsked('unseen') && values.only === '' ? await score(browser, unseenPages()) : [];
if (unseen.length > 0) report('unseen', unseen, false);
const changed = [...recognised(tunedPages()), ...adapted()].filter(isNamed);
const mutations = isAsked('mutations') ? await mutate(browser, changed) : [];
await browser.close();
console.log(
  JSON.stringify({
    ...(saved.length > 0 && { folder: figuresOf(saved) }),
    ...(tuned.length > 0 && { tuned: figuresOf(tuned) }),
    ...(unseen.length > 0 && { unseen: figuresOf(unseen) }),
    ...(mutations.length > 0 && { mutations: reportMutations(mutations, values.only !== '') }),
  }),
);
