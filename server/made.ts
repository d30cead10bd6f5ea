import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { SegmentHead } from '../lib/domain/segment.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

export type StateRow = Pick<Tables['states'], 'seq' | 'mark' | 'rows'>;
export interface ReadySegment {
  head: SegmentHead;
  payload: string;
}

const packed = promisify(gzip);
const unpacked = promisify(gunzip);

export const pack = async (bytes: Uint8Array | string): Promise<string> => (await packed(bytes)).toString('base64');
export const unpack = async (text: string): Promise<string> => (await unpacked(Buffer.from(text, 'base64'))).toString('utf8');

/** Work on the same thing waits for the one before: it then finds most of it done. */
export function oneAfterAnother(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const next = (last.get(key) ?? Promise.resolve()).then(work, work);
    const forget = () => last.get(key) === next && last.delete(key);
    next.then(forget, forget);
    last.set(key, next);
    return next;
  };
}

/**
 * What is made from an organisation's events, of one epoch: after a restore all of it is made again, and after something was erased. Whoever makes the same twice
 * makes the same, so nothing has to be locked. No other file names these tables (test/server/one-place.test.ts).
 */
export function madeFor(db: Database, org: string, epoch: string) {
  const segmentsOf = (scope: string) =>
    db.selectFrom('segments').where('org', '=', org).where('epoch', '=', epoch).where('scope', '=', scope);
  return {
    /** Heads of a scope's full segments, oldest first. */
    async heads(scope: string): Promise<SegmentHead[]> {
      const rows = await segmentsOf(scope).select('head').orderBy('place').execute();
      return rows.map(({ head }) => SegmentHead.parse(JSON.parse(head)));
    },

    async payload({ scope, index }: SegmentHead): Promise<string> {
      const row = await segmentsOf(scope).select('payload').where('place', '=', index).executeTakeFirstOrThrow();
      return row.payload;
    },

    async addSegment({ head, payload }: ReadySegment): Promise<void> {
      const { scope, index: place } = head;
      await db
        .insertInto('segments')
        .values({ org, epoch, scope, place, head: JSON.stringify(head), payload })
        .onConflict((conflict) =>
          conflict
            .columns(['org', 'scope', 'place'])
            .doUpdateSet((set) => ({ epoch, head: set.ref('excluded.head'), payload: set.ref('excluded.payload') })),
        )
        .execute();
    },

    async state(scope: string): Promise<StateRow | undefined> {
      return db
        .selectFrom('states')
        .select(['seq', 'mark', 'rows'])
        .where('org', '=', org)
        .where('epoch', '=', epoch)
        .where('scope', '=', scope)
        .executeTakeFirst();
    },

    async setState(scope: string, { seq, mark, rows }: StateRow): Promise<void> {
      await db
        .insertInto('states')
        .values({ org, epoch, scope, seq, mark, rows })
        .onConflict((conflict) => conflict.columns(['org', 'scope']).doUpdateSet({ epoch, seq, mark, rows }))
        .execute();
    },
  };
}
export type Made = ReturnType<typeof madeFor>;
