import { parseArgs } from 'node:util';
import { findBrowser } from '../../scripts/setup/browser.ts';
import { build, chromiumBuild } from '../../scripts/setup/build.ts';
import { type Browser, launch } from '../e2e/harness/browser.ts';
import { root } from './bundle.ts';
import type { Bench, Figure } from './figure.ts';
import { api } from './figures/api.ts';
import { badges } from './figures/badges.ts';
import { days1m } from './figures/day.ts';
import { files } from './figures/files.ts';
import { firstPull } from './figures/first-pull.ts';
import { injected, ungranted } from './figures/injected.ts';
import { popup } from './figures/popup.ts';
import { read } from './figures/read.ts';
import { recognise } from './figures/recognise.ts';
import { replace } from './figures/replace.ts';
import { bulk } from './figures/sync-10k.ts';
import { one } from './figures/sync-one.ts';
import { heading, isOk, type Outcome, row, summary } from './report.ts';

// npm run bench -- [--only <part of a name>] [--rounds <n>] [--full]: what the product costs, against yardsticks measured in the same run.
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, rounds: { type: 'string', default: '9' }, full: { type: 'boolean', default: false } },
});
const figures: Figure[] = [
  ...read,
  recognise,
  badges,
  replace,
  ungranted,
  injected,
  popup,
  bulk,
  one,
  ...firstPull,
  ...days1m,
  ...files,
  ...api,
].filter(({ name }) => name.includes(values.only));
const executable = await findBrowser(root);

const opened = new Set<Browser>();
const open = async (extension: string | null) => {
  const browser = await launch({ executable, extension });
  opened.add(browser);
  return browser;
};
const closeAll = async () => {
  for (const browser of opened) await browser.close();
  opened.clear();
};
process.once('SIGINT', () => void closeAll().finally(() => process.exit(130)));

const bench: Bench = {
  rounds: Number(values.rounds),
  full: values.full,
  bare: () => open(null),
  async extended() {
    await build(root, 'chrome');
    return open(chromiumBuild(root));
  },
};

/** Measures one figure with browsers of its own. */
async function outcomeOf(figure: Figure): Promise<Outcome> {
  try {
    return { figure, measured: await figure.measure(bench), problem: '' };
  } catch (error) {
    return { figure, measured: null, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    await closeAll();
  }
}

console.log(heading);
const outcomes: Outcome[] = [];
for (const figure of figures) {
  const outcome = await outcomeOf(figure);
  console.log(row(outcome));
  outcomes.push(outcome);
}
console.log(summary(outcomes));
process.exitCode = outcomes.length > 0 && outcomes.every(isOk) ? 0 : 1;
