// npm run simulate -- [--seeds 1000] [--from 5001] [--seed 17] [--engine postgres] [--broken]
import { parseArgs } from 'node:util';
import { faults } from './misfortunes.ts';
import { type Engine, type Outcome, Simulator } from './simulator.ts';
import { variants } from './variants.ts';

const { values } = parseArgs({
  options: {
    /** How many. With --broken: how many at most until a variant is caught. */
    seeds: { type: 'string' },
    /** The first of them; 1 if left out. */
    from: { type: 'string' },
    /** This one alone, with its diary. */
    seed: { type: 'string' },
    engine: { type: 'string', default: 'sqlite' },
    broken: { type: 'boolean', default: false },
  },
});
const engine: Engine = values.engine === 'postgres' ? 'postgres' : 'sqlite';
const simulator = await Simulator.open(engine);
try {
  process.exitCode = (values.broken ? await breakAll(Number(values.seeds ?? 200)) : await runAll(Number(values.seeds ?? 200))) ? 0 : 1;
} finally {
  await simulator.close();
}
// Connections that were killed on purpose keep nothing alive that matters.
process.exit();

async function runAll(seeds: number): Promise<boolean> {
  const only = values.seed === undefined ? null : Number(values.seed);
  const total = { seeds: 0, failed: 0, lost: 0, doubled: 0, diverged: 0 };
  const rows = { 'events written': 0, 'shown as refused': 0, 'gone with server and device': 0 };
  const suffered = Object.fromEntries(faults.map((fault) => [fault, 0]));
  const first = only ?? Number(values.from ?? 1);
  for (let seed = first; seed <= (only ?? first + seeds - 1); seed++) {
    const outcome = await simulator.run(seed);
    total.seeds++;
    rows['events written'] += outcome.written;
    rows['shown as refused'] += outcome.refused;
    rows['gone with server and device'] += outcome.gone;
    for (const fault of faults) suffered[fault] = (suffered[fault] ?? 0) + outcome.counts[fault];
    if (only !== null) console.log(outcome.diary.join('\n'));
    if (outcome.found.length === 0) continue;
    total.failed++;
    for (const kind of ['lost', 'doubled', 'diverged'] as const) total[kind] += outcome.found.filter((found) => found.kind === kind).length;
    tell(outcome);
  }
  for (const [name, count] of Object.entries({ ...rows, ...suffered })) console.log(`${name.padEnd(30)}${String(count).padStart(8)}`);
  console.log(`${'CPU seconds'.padEnd(30)}${(process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6).toFixed(1).padStart(8)}`);
  console.log(JSON.stringify(total));
  return total.failed === 0;
}

function tell({ seed, found }: Outcome): void {
  console.log(`seed ${seed} fails. Again: npm run simulate -- --seed ${seed}${engine === 'postgres' ? ' --engine postgres' : ''}`);
  for (const { kind, what } of found.slice(0, 10)) console.log(`  ${kind}: ${what}`);
}

/** Shows for each broken variant the first seed that notices it, and by what. */
async function breakAll(most: number): Promise<boolean> {
  let missed = 0;
  for (const { name, edits } of variants.filter((v) => !process.env.ONLY || v.name.includes(process.env.ONLY))) {
    simulator.edit(edits);
    let caught: Outcome | null = null;
    for (let seed = 1; seed <= most && !caught; seed++) {
      const outcome = await simulator.run(seed);
      if (outcome.found.length > 0) caught = outcome;
    }
    const [first] = caught?.found ?? [];
    if (!first) missed++;
    console.log(
      first
        ? `seed ${String(caught?.seed).padStart(3)}  ${name}\n          ${first.kind}: ${first.what.slice(0, 160)}`
        : `MISSED    ${name}`,
    );
  }
  console.log(JSON.stringify({ variants: variants.length, caught: variants.length - missed }));
  return missed === 0;
}
