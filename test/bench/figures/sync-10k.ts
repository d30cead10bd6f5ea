import { bound } from '../bound.ts';
import { type Figure, ms } from '../figure.ts';
import { ours } from '../ours.ts';
import { pouchdb } from '../peers/pouchdb.ts';
import { rxdb } from '../peers/rxdb.ts';
import { tinybase } from '../peers/tinybase.ts';
import { inSameRounds } from '../same-rounds.ts';
import { alone, type Sides } from '../sides.ts';

const total = 10_000;

async function oneWay({ a, b }: Sides): Promise<{ sum: number; push: number; pull: number }> {
  await a.make(total);
  const push = await a.push();
  const { whole: pull } = await b.pull(total);
  if ((await b.stored()) !== total) throw new Error(`${await b.stored()} of ${total} events came.`);
  return { sum: push + pull, push, pull };
}

/** W1: events made offline on one device, pushed, and pulled by one that has nothing. Wall time: two browsers and the server share in it. */
export const bulk: Figure = {
  name: 'sync-10k',
  most: 1.2,
  async measure(bench) {
    const peers = await Promise.all([rxdb(), pouchdb(), tinybase()]);
    const judge = await inSameRounds({
      rounds: Math.min(bench.rounds, 3),
      peerRounds: bench.full ? 3 : 1,
      contenders: { ours: await ours(), bound: await bound(), peers },
      run: (contender) => alone(contender, bench, oneWay),
    });
    return judge('sum', (of) => `push ${ms(of('push'))}, pull ${ms(of('pull'))}`);
  },
};
