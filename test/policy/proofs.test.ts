import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type JourneyReport, passedJourneys, passedUnits, proofsOf, strangersOf } from '../../scripts/policy/proofs.ts';

const spec = (title: string, status: string, last: string) => ({ title, tests: [{ status, results: [{ status: last }] }] });
const journeys = (...specs: ReturnType<typeof spec>[]): JourneyReport => ({
  stats: { startTime: '2026-11-24T10:00:00.000Z' },
  suites: [
    { title: 'list.spec.ts', file: 'list.spec.ts', suites: [{ title: 'the list [3.2.3]', file: 'list.spec.ts', specs }], specs: [] },
  ],
});

describe('what proves a clause', () => {
  it('takes only units that passed, with the names of the blocks around them', () => {
    const assertionResults = [
      { fullName: 'log [4.1.1] keeps', status: 'passed' },
      { fullName: 'log breaks', status: 'failed' },
      { fullName: 'log waits', status: 'pending' },
    ];
    const report = { startTime: 0, testResults: [{ name: '/repo/test/server/a.test.ts', assertionResults }] };
    expect(passedUnits(report, '/repo')).toEqual([{ title: 'log [4.1.1] keeps', file: 'test/server/a.test.ts' }]);
  });

  it('takes paths as Windows writes them', () => {
    const report = {
      startTime: 0,
      testResults: [{ name: 'C:/repo/test/screens/a.test.tsx', assertionResults: [{ fullName: 'x', status: 'passed' }] }],
    };
    expect(passedUnits(report, 'C:\\repo')).toEqual([{ title: 'x', file: 'test/screens/a.test.tsx' }]);
  });

  it('does not take journeys that were skipped, failed, or passed only the second time', () => {
    const found = passedJourneys(
      journeys(
        spec('closes [3.2.2]', 'expected', 'passed'),
        spec('skipped [1.2]', 'skipped', 'skipped'),
        spec('failed [1.3.1]', 'unexpected', 'failed'),
        spec('flaky [1.3.2]', 'flaky', 'passed'),
        // A test that is expected to fail and does fail is "expected" too.
        spec('known to fail [1.3.3]', 'expected', 'failed'),
      ),
    );
    expect(found).toEqual([{ title: 'the list [3.2.3] closes [3.2.2]', file: 'test/e2e/list.spec.ts' }]);
  });

  it('wants a surface: a test of parts alone proves nothing', () => {
    const passed = [
      { title: 'a [3.2.2]', file: 'test/checks/checks.test.ts' },
      { title: 'b [3.2.2]', file: 'test/e2e/list.spec.ts' },
      { title: 'c [3.2.20]', file: 'test/server/sync.test.ts' },
      { title: 'd 3.4.1', file: 'test/screens/today.test.tsx' },
    ];
    expect(proofsOf(['3.2.2', '3.4.1'], passed)).toEqual(
      new Map([
        ['3.2.2', [{ title: 'b [3.2.2]', file: 'test/e2e/list.spec.ts' }]],
        ['3.4.1', []],
      ]),
    );
    expect(strangersOf(['3.2.2'], passed)).toEqual(['3.2.20']);
  });
});

describe('npm run policy', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  /** The program in a repository of two clauses, with these reports. */
  function run(reports: Record<string, unknown>): { lines: string[]; last: unknown; code: number | null } {
    const folder = mkdtempSync(join(tmpdir(), 'loupe-policy-'));
    folders.push(folder);
    for (const part of ['playbook', 'scripts', 'test-results', 'lib']) mkdirSync(join(folder, part));
    cpSync('scripts/policy.ts', join(folder, 'scripts/policy.ts'));
    cpSync('scripts/policy', join(folder, 'scripts/policy'), { recursive: true });
    writeFileSync(join(folder, 'playbook/clauses.json'), '[{"id":"3.2.2"},{"id":"3.4.1"}]');
    writeFileSync(join(folder, 'lib/a.ts'), '');
    for (const path of ['playbook/clauses.json', 'lib/a.ts']) utimesSync(join(folder, path), 1_700_000_000, 1_700_000_000);
    for (const [name, report] of Object.entries(reports)) {
      writeFileSync(join(folder, 'test-results', name), typeof report === 'string' ? report : JSON.stringify(report));
    }
    const { stdout, status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(folder, 'scripts/policy.ts')], {
      encoding: 'utf8',
    });
    const lines = stdout.trimEnd().split('\n');
    return { lines, last: JSON.parse(lines.at(-1) ?? 'null'), code: status };
  }

  const e2e = journeys(spec('closes [3.2.2]', 'expected', 'passed'));
  const unit = { startTime: 1_800_000_000_000, testResults: [] };

  it('ends with one line of JSON', () => {
    const { lines, last } = run({ 'e2e.json': e2e, 'unit.json': unit });
    expect(lines.slice(0, -1)).toEqual([
      'A test names [3.2.3], but playbook/clauses.json has no such clause.',
      'proved  3.2.2',
      '        browser: the list [3.2.3] closes [3.2.2] (test/e2e/list.spec.ts)',
      'missing 3.4.1',
    ]);
    expect(last).toEqual({ total: 2, proved: 1, missing: ['3.4.1'] });
  });

  it('says what to do without a report, and proves nothing then', () => {
    const { lines, last, code } = run({});
    expect(lines[0]).toContain('There is no report of the unit tests (test-results/unit.json): run npm test first');
    expect(lines[1]).toContain('There is no report of the end-to-end tests');
    expect(last).toEqual({ total: 2, proved: 0, missing: ['3.2.2', '3.4.1'] });
    expect(code).toBe(0);
  });

  it('says so when a report is older than a source, or broken off', () => {
    const { lines, last } = run({ 'unit.json': { ...unit, startTime: 1_600_000_000_000 }, 'e2e.json': '{"suites": [' });
    expect(lines[0]).toContain('(test-results/e2e.json) is broken off');
    expect(lines[1]).toContain('The report of the unit tests is stale');
    expect(last).toEqual({ total: 2, proved: 0, missing: ['3.2.2', '3.4.1'] });
  });
});
