import { setTimeout as sleep } from 'node:timers/promises';
import { bound } from '../bound.ts';
import type { Figure } from '../figure.ts';
import { ours } from '../ours.ts';
import { pouchdb } from '../peers/pouchdb.ts';
import { rxdb } from '../peers/rxdb.ts';
import { median } from '../rounds.ts';
import { inSameRounds } from '../same-rounds.ts';
import { alone, type Sides } from '../sides.ts';

const warmUps = 5;
const edits = 20;

async function oneByOne({ a, b }: Sides): Promise<{ took: number }> {
  await a.live();
  await b.live();
  const took: number[] = [];
  for (let edit = 0; edit < warmUps + edits; edit++) {
    // What the one before it began has ended by now.
    await sleep(300);
    await b.expect();
    const start = await a.write();
    const end = await b.arrived();
    if (edit >= warmUps) took.push(end - start);
  }
  return { took: median(took) };
}

/** W2: from the moment one event is written on a device until it is stored on another whose page is open. Wall time. TinyBase is left out: there it is memory to memory. */
export const one: Figure = {
  name: 'sync-one',
  most: 1.3,
  async measure(bench) {
    const judge = await inSameRounds({
      rounds: Math.min(bench.rounds, 2),
      peerRounds: bench.full ? 3 : 1,
      contenders: { ours: await ours(), bound: await bound(), peers: [await rxdb(), await pouchdb()] },
      run: (contender) => alone(contender, bench, oneByOne),
    });
    return judge('took');
  },
};
