/** What a run of Vitest says (`--reporter=json`), as far as we read it. */
export interface UnitReport {
  startTime: number;
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
}

/** A file or describe block of Playwright's JSON report. */
interface Suite {
  title: string;
  file: string;
  specs?: { title: string; tests: { status: string; results: { status: string }[] }[] }[];
  suites?: Suite[];
}

/** What a run of Playwright says, as far as we read it. Files are named from `test/e2e`. */
export interface JourneyReport {
  stats: { startTime: string };
  suites: Suite[];
}

/** A test that ran and passed. */
export interface Passed {
  title: string;
  /** Path from the repository's root, with `/`. */
  file: string;
}

/** A test proves a clause only through something that people or programs use: it lies in one of these folders. */
const surfaces = [
  ['test/e2e/', 'browser'],
  ['test/screens/', 'screen'],
  ['test/server/', 'API'],
] as const;

/** The surface a test goes through, or null for a test of parts alone. */
export function surfaceOf(file: string): string | null {
  return surfaces.find(([folder]) => file.startsWith(folder))?.[1] ?? null;
}

/** Tests that passed in a unit run; `root` is where the repository lies. */
export function passedUnits(report: UnitReport, root: string): Passed[] {
  const fromRoot = (path: string) => path.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, '');
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => ({ title: fullName, file: fromRoot(name) })),
  );
}

/** Tests that passed in an end-to-end run. A skipped one is "ok" to Playwright, to us it proves nothing. */
export function passedJourneys(report: JourneyReport): Passed[] {
  const walk = (suites: readonly Suite[], above: readonly string[]): Passed[] =>
    suites.flatMap(({ title, file, specs = [], suites: inner = [] }) => {
      const names = title === file ? above : [...above, title];
      const mine = specs
        .filter(
          ({ tests }) =>
            tests.length > 0 && tests.every(({ status, results }) => status === 'expected' && results.at(-1)?.status === 'passed'),
        )
        .map((spec) => ({ title: [...names, spec.title].join(' '), file: `test/e2e/${file.replaceAll('\\', '/')}` }));
      return [...mine, ...walk(inner, names)];
    });
  return walk(report.suites, []);
}

/** Every clause with the tests that carry its id, like `[3.2.2]`, and go through a surface. */
export function proofsOf(clauses: readonly string[], passed: readonly Passed[]): Map<string, Passed[]> {
  const seen = passed.filter(({ file }) => surfaceOf(file) !== null);
  return new Map(clauses.map((id) => [id, seen.filter(({ title }) => title.includes(`[${id}]`))]));
}

/** Ids that tests carry and no clause has: a slip of the pen proves nothing. */
export function strangersOf(clauses: readonly string[], passed: readonly Passed[]): string[] {
  const cited = passed.flatMap(({ title }) => [...title.matchAll(/\[(\d+(?:\.\d+)+)\]/g)].map(([, id]) => id ?? ''));
  return [...new Set(cited)].filter((id) => !clauses.includes(id)).sort();
}
