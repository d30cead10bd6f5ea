import type { Page } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { canonical } from '../../../lib/domain/hash.ts';
import { sqliteFile } from '../../../server/database.ts';

/** An event's number in the log → all that it says, as canonical JSON. */
export type WholeLog = Map<number, string>;

interface Placed {
  seq: number | null;
  head: { n: number };
  salt: string | null;
  body: unknown;
}

/** All that an event says, as canonical JSON. */
export const textOf = ({ head, salt, body }: Pick<Placed, 'head' | 'salt' | 'body'>): string => canonical({ head, salt, body } as never);

/** Every event that a profile holds, out of its segments and its tail. */
export function heldEvents(extensionPage: Page): Promise<Placed[]> {
  return extensionPage.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('shop-loupe'));
    const all = (name: string) => done(database.transaction(name).objectStore(name).getAll());
    const payloads = (await all('payloads')) as { payload: Uint8Array<ArrayBuffer> }[];
    const sealed = payloads.flatMap(({ payload }) => JSON.parse(new TextDecoder().decode(payload)) as unknown[]);
    const tail = (await all('events')) as unknown[];
    database.close();
    return [...sealed, ...tail];
  }) as Promise<Placed[]>;
}

/** Those that are numbered. Throws where a number is held twice. */
export async function heldLog(extensionPage: Page): Promise<WholeLog> {
  const events = await heldEvents(extensionPage);
  const log: WholeLog = new Map();
  for (const event of events) {
    if (event.seq === null) continue;
    if (log.has(event.seq)) throw new Error(`Number ${event.seq} is held twice.`);
    log.set(event.seq, textOf(event));
  }
  return log;
}

/** An organisation's whole log, out of the API's own database. Throws where an event stands in it twice, or a number is missing. */
export function serverLog(apiData: string, organisation: string): WholeLog {
  const db = new Sqlite(sqliteFile(apiData), { readonly: true });
  try {
    const rows = db
      .prepare(
        'select e.seq, e.id, e.head, e.salt, e.body from events e join organisations o on o.id = e.org where o.name = ? order by e.seq',
      )
      .all(organisation) as { seq: number; id: string; head: string; salt: string | null; body: string | null }[];
    if (new Set(rows.map(({ id }) => id)).size !== rows.length) throw new Error('An event stands twice in the log of the server.');
    if (rows.some(({ seq }, at) => seq !== at + 1)) throw new Error('A number is missing in the log of the server.');
    return new Map(
      rows.map(({ seq, head, salt, body }) => [
        seq,
        textOf({ head: JSON.parse(head), salt, body: body === null ? null : JSON.parse(body) }),
      ]),
    );
  } finally {
    db.close();
  }
}

/** What differs, in a line each: nothing where both are the same, event for event. */
export function differences(held: WholeLog, server: WholeLog): string[] {
  const numbers = [...new Set([...held.keys(), ...server.keys()])];
  return numbers.flatMap((seq) => {
    const [here, there] = [held.get(seq), server.get(seq)];
    if (here === there) return [];
    return [`${seq}: ${here === undefined ? 'lost' : there === undefined ? 'not with the server' : 'altered'}`];
  });
}
