import PouchDB from 'pouchdb-browser';
import type { LogEvent } from '@/lib/domain/event';
import type { Access, Pulled } from '../contender';
import { rowOf } from '../row';
import { nobody, year } from '../year';
import { arrivals, moment, timed } from './time';

// One device of PouchDB: its own storage on IndexedDB, its replication with a CouchDB, 1,000 documents a batch.

const options = { batch_size: 1_000, batches_limit: 10 };
const { note, ...arrival } = arrivals();
export const { expect, arrived } = arrival;
let db: PouchDB;
let url = '';

export async function open(name: string, access: Access): Promise<void> {
  url = access.url;
  db = new PouchDB(name, { adapter: 'idb' });
  await db.info();
}

const docOf = (event: LogEvent) => {
  const { id, ...rest } = rowOf(event);
  return { _id: id, ...rest };
};

export async function make(total: number): Promise<void> {
  await db.bulkDocs(Array.from(year(nobody(), 'shop', total), docOf));
}

export const push = (): Promise<number> => timed(async () => db.replicate.to(url, options));

export async function pull(): Promise<Pulled> {
  const whole = await timed(async () => db.replicate.from(url, options));
  return { screens: whole, whole };
}

export const stored = async (): Promise<number> => (await db.info()).doc_count;

export async function live(): Promise<void> {
  db.replicate.to(url, { ...options, live: true });
  db.replicate.from(url, { ...options, live: true }).on('change', note);
}

const log = year(nobody(), 'shop', Number.POSITIVE_INFINITY);

export async function write(): Promise<number> {
  const doc = docOf(log.next().value as LogEvent);
  const start = moment();
  await db.put(doc);
  return start;
}
