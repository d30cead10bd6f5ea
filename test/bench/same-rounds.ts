import type { Contender } from './contender.ts';
import { type Measured, ms, type Witness } from './figure.ts';
import { interleaved, median } from './rounds.ts';

interface Plan<Sample extends Record<string, number>> {
  rounds: number;
  /** In so many of them the peers run, too: they take longer than all else. */
  peerRounds: number;
  contenders: { ours: Contender; bound: Contender; peers: readonly Contender[] };
  run(contender: Contender, isPeer: boolean): Promise<Sample>;
  /** What the peers are measured against, if it is not what ours is. */
  peerBound?: { run(): Promise<Sample>; note: string };
}

/** After so long (ms) a peer is given up: one of them does not always end. */
const patience = 60_000;

function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`did not end in ${patience / 1000} s`)), patience);
  });
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
}

/** What the rounds come to by one part of a sample. `note`: in words, by the median of each part. */
export type Judge<Sample> = (part: keyof Sample, note?: (of: (part: keyof Sample) => number) => string) => Measured;

/**
 * Ours, the bound and the peers in turn. Values are medians of ratios, each to the bound of the same round. A peer that fails is
 * told with its reason, and is no reason for ours to fail.
 */
export async function inSameRounds<Sample extends Record<string, number>>(plan: Plan<Sample>): Promise<Judge<Sample>> {
  const { rounds, peerRounds, contenders, run, peerBound } = plan;
  const { ours, bound, peers } = contenders;
  const failures = new Map<string, string>();
  const guarded = (peer: Contender) => async (round: number) => {
    if (round === 0 || round > peerRounds || failures.has(peer.name)) return null;
    try {
      return await withinPatience(run(peer, true));
    } catch (error) {
      failures.set(peer.name, error instanceof Error ? error.message : String(error));
      return null;
    }
  };
  const samples: Record<string, (Sample | null)[]> = await interleaved<string, Sample | null>(rounds, {
    ours: () => run(ours, false),
    bound: () => run(bound, false),
    ...(peerBound && { peerBound: async (round: number) => (round === 0 || round > peerRounds ? null : peerBound.run()) }),
    ...Object.fromEntries(peers.map((peer) => [peer.name, guarded(peer)])),
  });

  const real = (name: string) => (samples[name] ?? []).filter((sample) => sample !== null);
  const middle = (name: string, part: keyof Sample): number => median(real(name).map((sample) => sample[part]));
  const ratio = (name: string, part: keyof Sample, to = 'bound'): number => {
    const pairs = (samples[name] ?? []).map((sample, round) => [sample, samples[to]?.[round]] as const);
    return median(pairs.flatMap(([sample, least]) => (sample && least ? [Number(sample[part]) / Number(least[part])] : [])));
  };
  return (part, note) => {
    const words = (name: string) => note?.((each) => middle(name, each)) ?? '';
    const witnesses = peers.map(
      ({ name }): Witness => ({
        name,
        value: ratio(name, part, peerBound && 'peerBound'),
        theirs: real(name).length > 0 ? ms(middle(name, part)) : '–',
        note: failures.get(name) ?? [words(name), peerBound?.note].filter(Boolean).join('; '),
      }),
    );
    return {
      value: ratio('ours', part),
      ours: ms(middle('ours', part)),
      yardstick: ms(middle('bound', part)),
      note: note ? `${words('ours')}; bound: ${words('bound')}` : '',
      witnesses,
    };
  };
}
