// npm run policy: every clause with the tests that prove it. A test names its clauses in its title, like `[3.2.2]`.
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type JourneyReport,
  type Passed,
  passedJourneys,
  passedUnits,
  proofsOf,
  strangersOf,
  surfaceOf,
  type UnitReport,
} from './policy/proofs.ts';

const root = join(import.meta.dirname, '..');
const sources = ['{adapters,components,entrypoints,lib,locales,playbook,server,test}/**/*.{ts,tsx,json,css,html}', '*.config.ts'];

/** When a source last changed. */
const newest = () => Math.max(0, ...globSync(sources, { cwd: root }).map((path) => statSync(join(root, path)).mtimeMs));

function read<T>(name: string, run: string): T | null {
  const path = join(root, 'test-results', name);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  try {
    if (text) return JSON.parse(text) as T;
    console.log(`There is no report of ${run} (test-results/${name}): run npm test first. What did not run proves nothing.`);
  } catch {
    console.log(`The report of ${run} (test-results/${name}) is broken off: run npm test again.`);
  }
  return null;
}

function sayAge(run: string, startedAt: number): void {
  const minutes = Math.ceil((newest() - startedAt) / 60_000);
  if (minutes > 0) console.log(`The report of ${run} is stale: a file changed ${minutes} min after that run began. Run npm test again.`);
}

const clauses = (JSON.parse(readFileSync(join(root, 'playbook', 'clauses.json'), 'utf8')) as { id: string }[]).map(({ id }) => id);
const units = read<UnitReport>('unit.json', 'the unit tests');
const journeys = read<JourneyReport>('e2e.json', 'the end-to-end tests');
if (units) sayAge('the unit tests', units.startTime);
if (journeys) sayAge('the end-to-end tests', Date.parse(journeys.stats.startTime));

const passed: Passed[] = [...(units ? passedUnits(units, root) : []), ...(journeys ? passedJourneys(journeys) : [])];
for (const id of strangersOf(clauses, passed)) console.log(`A test names [${id}], but playbook/clauses.json has no such clause.`);

const missing: string[] = [];
for (const [id, proofs] of proofsOf(clauses, passed)) {
  if (proofs.length === 0) missing.push(id);
  console.log(`${proofs.length > 0 ? 'proved ' : 'missing'} ${id}`);
  for (const { title, file } of proofs) console.log(`        ${surfaceOf(file)}: ${title} (${file})`);
}
console.log(JSON.stringify({ total: clauses.length, proved: clauses.length - missing.length, missing }));
