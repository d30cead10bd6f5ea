import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../setup/browser.ts';
import { build, firefoxBuild } from '../setup/build.ts';
import { whenOrphaned } from '../setup/orphan.mjs';
import { type Ran, run, stopAll } from '../setup/process.ts';
import { type Count, countOf } from './count.ts';

const minute = 60_000;

interface Section {
  name: string;
  work(): Promise<Ran>;
  /** JSON report that says how many tests passed and failed. */
  report?: string;
}

function sections(root: string, args: readonly string[]): Section[] {
  const node = (path: string[], rest: string[], within: number, env: Record<string, string> = {}) =>
    run(process.execPath, [join(root, 'node_modules', ...path), ...rest], {
      cwd: root,
      within,
      env: { ...env, FORCE_COLOR: '0' },
      note: (text) => process.stdout.write(text),
    });
  const wxt = (...rest: string[]) => node(['wxt', 'bin', 'wxt.mjs'], rest, 5 * minute);
  const ifFine = async (first: Ran, next: () => Promise<Ran>) => (first.code === 0 ? next() : first);
  const builtFor = async (browser: 'chrome' | 'firefox'): Promise<Ran> => {
    const said = await build(root, browser);
    console.log(`${browser}: ${said}`);
    return { code: 0, output: said };
  };

  return [
    { name: 'types', work: async () => ifFine(await wxt('prepare'), () => node(['typescript', 'bin', 'tsc'], ['--noEmit'], 5 * minute)) },
    { name: 'lint', work: () => node(['@biomejs', 'biome', 'bin', 'biome'], ['check', '.'], 2 * minute) },
    { name: 'unit', work: () => node(['vitest', 'vitest.mjs'], ['run'], 25 * minute), report: 'test-results/unit.json' },
    {
      name: 'build',
      work: async () => {
        await builtFor('chrome');
        await builtFor('firefox');
        return node(
          ['web-ext', 'bin', 'web-ext.js'],
          ['lint', '--source-dir', firefoxBuild(root), '--no-config-discovery', '--no-input'],
          3 * minute,
        );
      },
    },
    {
      name: 'end to end',
      work: async () => {
        const browser = await findBrowser(root, (text) => console.log(text.trim()));
        console.log(`in ${browser}`);
        return node(['@playwright', 'test', 'cli.js'], ['test', ...args], 55 * minute, { LOUPE_CHROMIUM: browser });
      },
      report: 'test-results/e2e.json',
    },
  ];
}

/** Runs every section until one fails. Ends with the line that CI reads: `N passed, N failed`. Returns the exit code. */
export async function test(root: string, args: readonly string[]): Promise<number> {
  // What a section runs ends with this process: the watchdog sees to it.
  const end = (code: number) => void stopAll().then(() => process.exit(code));
  process.once('SIGINT', () => end(130));
  process.once('SIGTERM', () => end(143));
  whenOrphaned(() => end(143));
  const total: Count = { passed: 0, failed: 0 };
  let broken: string | null = null;
  for (const section of sections(root, args)) {
    const from = Date.now();
    console.log(`\n── ${section.name} ${'─'.repeat(60 - section.name.length)}`);
    const report = section.report === undefined ? null : join(root, section.report);
    if (report) rmSync(report, { force: true }); // never count an older run
    let code = 1;
    try {
      code = (await section.work()).code;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
    const count = report ? countOf(report) : { passed: 0, failed: 0 };
    total.passed += count.passed;
    total.failed += count.failed;
    console.log(`${section.name}: ${code === 0 ? 'fine' : `stopped with ${code}`}, ${((Date.now() - from) / 1000).toFixed(1)} s`);
    if (code !== 0) {
      broken = section.name;
      total.failed += count.failed === 0 ? 1 : 0; // a section that fails without a failed test counts as one
      break;
    }
  }
  await stopAll();
  if (broken) console.log(`\nFailed in: ${broken}.`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return broken ? 1 : 0;
}
