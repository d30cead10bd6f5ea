import { bound } from '../bound.ts';
import type { Contender, Pulled } from '../contender.ts';
import type { Bench, Figure } from '../figure.ts';
import { ours } from '../ours.ts';
import { pouchdb } from '../peers/pouchdb.ts';
import { rxdb } from '../peers/rxdb.ts';
import { inSameRounds, type Judge } from '../same-rounds.ts';
import { between } from '../sides.ts';

const total = 100_000;
const tenth = total / 10;

type Sample = Record<keyof Pulled, number>;

/** W3: a device that has nothing pulls a log of a year. Wall time. Each server holds it before the first round. TinyBase is left out: it does not get there. */
async function measure(bench: Bench): Promise<Judge<Sample>> {
  const [us, least, ...peers] = await Promise.all([ours(), bound(), rxdb(), pouchdb()]);
  const small = bench.full ? total : tenth;
  const serving = new Map<string, Awaited<ReturnType<Contender['serve']>>>();
  const pull = async (contender: Contender, events: number): Promise<Sample> => {
    const key = `${contender.name} ${events}`;
    const server = serving.get(key) ?? (await contender.serve(events));
    serving.set(key, server);
    return between(contender, server, bench, async ({ b }) => {
      const took = await b.pull(events);
      if ((await b.stored()) !== events) throw new Error(`${await b.stored()} of ${events} events came.`);
      return { ...took };
    });
  };
  try {
    return await inSameRounds<Sample>({
      rounds: Math.min(bench.rounds, 2),
      peerRounds: 1,
      contenders: { ours: us, bound: least, peers },
      run: (contender, isPeer) => pull(contender, isPeer ? small : total),
      ...(!bench.full && { peerBound: { run: () => pull(least, small), note: `a tenth: ${small} events` } }),
    });
  } finally {
    for (const server of serving.values()) await server.close();
  }
}

let measured: Promise<Judge<Sample>> | null = null;
/** Both figures come from the same rounds. */
const once = (bench: Bench): Promise<Judge<Sample>> => {
  measured ??= measure(bench);
  return measured;
};

export const firstPull: Figure[] = [
  { name: 'first-pull-100k', most: 0.3, measure: async (bench) => (await once(bench))('whole') },
  { name: 'first-screen-100k', most: 0.1, measure: async (bench) => ({ ...(await once(bench))('screens'), witnesses: [] }) },
];
