import { createRxDatabase, type RxCollection, type RxDatabase, type WithDeleted } from 'rxdb/plugins/core';
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { Subject } from 'rxjs';
import type { LogEvent } from '@/lib/domain/event';
import type { Access, Pulled } from '../contender';
import { type Row, rowOf } from '../row';
import { nobody, year } from '../year';
import { arrivals, moment, timed } from './time';

// One device of RxDB: its free storage on Dexie, its replication over HTTP, 1,000 documents a batch.

interface Checkpoint {
  at: number;
}
interface Page {
  documents: WithDeleted<Row>[];
  checkpoint: Checkpoint;
}

const batchSize = 1_000;
const text = { type: 'string', maxLength: 200 } as const;
const { note, ...arrival } = arrivals();
export const { expect, arrived } = arrival;
let db: RxDatabase<{ rows: RxCollection<Row> }>;
let url = '';

export async function open(name: string, access: Access): Promise<void> {
  url = access.url;
  db = await createRxDatabase({ name: name.replaceAll(' ', '-'), storage: getRxStorageDexie(), multiInstance: false });
  await db.addCollections({
    rows: {
      schema: {
        version: 0,
        primaryKey: 'id',
        type: 'object',
        properties: {
          id: text,
          device: text,
          n: { type: 'integer', minimum: 0, maximum: 10_000_000, multipleOf: 1 },
          subject: text,
          head: { type: 'object' },
          salt: { type: 'string' },
          body: { type: 'object' },
        },
        required: ['id', 'device', 'n', 'subject', 'head', 'salt', 'body'],
        indexes: [['device', 'n'], 'subject'],
      },
    },
  });
}

export async function make(total: number): Promise<void> {
  await db.rows.bulkInsert(Array.from(year(nobody(), 'shop', total), rowOf));
}

function replicate(ways: { push?: true; pull?: true; live?: true }): RxReplicationState<Row, Checkpoint> {
  const live = ways.live ?? false;
  const news = new Subject<Page>();
  if (live && ways.pull) new EventSource(`${url}/live`).onmessage = ({ data }) => news.next(JSON.parse(data));
  return replicateRxCollection<Row, Checkpoint>({
    collection: db.rows,
    replicationIdentifier: url,
    live,
    ...(ways.push && {
      push: {
        batchSize,
        handler: async (rows) => (await fetch(`${url}/push`, { method: 'POST', body: JSON.stringify(rows) })).json(),
      },
    }),
    ...(ways.pull && {
      pull: {
        batchSize,
        stream$: news,
        handler: async (last) => (await fetch(`${url}/pull?at=${last?.at ?? 0}&limit=${batchSize}`)).json() as Promise<Page>,
      },
    }),
  });
}

export const push = (): Promise<number> => timed(() => replicate({ push: true }).awaitInSync());

export async function pull(): Promise<Pulled> {
  const whole = await timed(() => replicate({ pull: true }).awaitInSync());
  return { screens: whole, whole };
}

export const stored = (): Promise<number> => db.rows.count().exec();

export async function live(): Promise<void> {
  await replicate({ push: true, pull: true, live: true }).awaitInSync();
  db.rows.$.subscribe(note);
}

const log = year(nobody(), 'shop', Number.POSITIVE_INFINITY);

export async function write(): Promise<number> {
  const row = rowOf(log.next().value as LogEvent);
  const start = moment();
  await db.rows.insert(row);
  return start;
}
