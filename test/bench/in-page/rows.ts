import type { LogEvent } from '@/lib/domain/event';
import type { Access, Pulled } from '../contender';
import { rowOf } from '../row';
import { Rows } from '../yardsticks/rows';
import { nobody, year } from '../year';
import { arrivals, moment, timed } from './time';

// One device of the bound: our events as plain rows.

const { note, ...arrival } = arrivals();
export const { expect, arrived } = arrival;
let rows: Rows;

export async function open(name: string, { url }: Access): Promise<void> {
  rows = new Rows(name, url);
}

export const make = (total: number): Promise<void> => rows.put(Array.from(year(nobody(), 'shop', total), rowOf));
export const push = (): Promise<number> => timed(() => rows.push());
export async function pull(): Promise<Pulled> {
  const whole = await timed(() => rows.pull(0));
  return { screens: whole, whole };
}
export const stored = (): Promise<number> => rows.count();

export async function live(): Promise<void> {
  let known = await rows.count();
  await rows.watch(async (total) => {
    await rows.pull(known);
    known = total;
    note();
  });
}

const log = year(nobody(), 'shop', Number.POSITIVE_INFINITY);

export async function write(): Promise<number> {
  const row = rowOf(log.next().value as LogEvent);
  const start = moment();
  await rows.put([row]);
  void rows.send([row]);
  return start;
}
