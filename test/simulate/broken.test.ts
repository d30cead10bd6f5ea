import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Simulator } from './simulator.ts';
import { variants } from './variants.ts';

/** Far fewer than the whole program has to get through. */
const mostSeeds = 100;

describe('the simulator notices', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await Simulator.open();
  });
  afterAll(() => simulator.close());

  it.each(variants.filter(({ rare }) => !rare))('that $name', { timeout: 5 * 60_000 }, async ({ edits }) => {
    simulator.edit(edits);
    let caught = false;
    for (let seed = 1; seed <= mostSeeds && !caught; seed++) caught = (await simulator.run(seed)).found.length > 0;
    expect(caught).toBe(true);
  });

  it('when the line that a variant edits is gone', () => {
    expect(() => simulator.edit([{ file: 'server/take.ts', from: 'no such line', to: '' }])).toThrow('holds this 0 times');
  });
});
