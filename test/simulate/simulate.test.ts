import { describe, expect, it } from 'vitest';
import { postgresPrograms } from '../server/postgres.ts';
import { faults } from './misfortunes.ts';
import { type Engine, type Outcome, Simulator } from './simulator.ts';

/** Runs these seeds; each that fails says what it found and how it is had again. */
async function runs(engine: Engine, from: number, to: number): Promise<Outcome[]> {
  const simulator = await Simulator.open(engine);
  try {
    const outcomes: Outcome[] = [];
    for (let seed = from; seed <= to; seed++) outcomes.push(await simulator.run(seed));
    const failed = outcomes.filter(({ found }) => found.length > 0);
    expect(failed.map(({ seed, found }) => ({ again: `npm run simulate -- --seed ${seed} --engine ${engine}`, found }))).toEqual([]);
    return outcomes;
  } finally {
    await simulator.close();
  }
}

const minutes = 60_000;

describe('three devices and a server, under every fault at once', () => {
  it('[F1] [F13] [F14] [F15] [F16] [F24] nothing is lost, doubled or apart: 200 seeds', { timeout: 15 * minutes }, async () => {
    const outcomes = await runs('sqlite', 1, 200);
    for (const fault of faults) expect([fault, outcomes.some(({ counts }) => counts[fault] > 0)]).toEqual([fault, true]);
    expect(outcomes.filter(({ written, refused }) => written > 0 && refused > 0).length).toBeGreaterThan(100);
  });

  it.skipIf(!postgresPrograms())('the same on PostgreSQL: 20 seeds, each the very same run', { timeout: 5 * minutes }, async () => {
    const same = ({ diary, written, refused, gone }: Outcome) => ({ diary, written, refused, gone });
    expect((await runs('postgres', 1, 20)).map(same)).toEqual((await runs('sqlite', 1, 20)).map(same));
  });
});
