import { bodyHash, headHash } from '@/lib/domain/event';
import { type Database, database, type EventRow, getMeta, setMeta } from './database';
import { compareProjections, type LongWork, rebuild } from './rebuild';
import { numberOf, openSegment } from './segments';
import { chainFaults } from './sentinel';
import { checkSpans } from './spans';
import { type Damage, damageFound, reading } from './store-error';
import { markDamaged, writing } from './write';

const day = 86_400_000;

/** Once a day. */
export async function sweepIfDue(now: Date): Promise<void> {
  const last = await getMeta('sweptAt');
  if (last !== null && now.getTime() - Date.parse(last) < day) return;
  await sweep();
  await writing(() => setMeta('sweptAt', now.toISOString()), true);
}

/**
 * Looks through everything: each segment's bytes, the tail against its hashes, what screens show against the log. What the log
 * itself lacks is marked, and nothing is written any more; what only shows wrongly is built anew at once. Returns all of it.
 * Spans that are not what their segment says go, and are made again when spans are made next.
 */
export async function sweep(work: LongWork = {}): Promise<readonly Damage[]> {
  const db = database();
  const damage = [
    ...(await damageFound(() => chainFaults(db))),
    ...(await segmentFaults(db, work)),
    ...(await damageFound(() => tailFaults(db))),
  ];
  const found = damage.length > 0 ? damage : await damageFound(() => differing(work));
  if (found.some(({ kind }) => kind !== 'projection')) await markDamaged(found);
  else if (found.length > 0) await rebuild(work);
  return found;
}

const differing = async (work: LongWork): Promise<Damage[]> =>
  (await compareProjections(work)).map((where) => ({ kind: 'projection', where }));

async function segmentFaults(db: Database, { signal }: LongWork): Promise<Damage[]> {
  const found: Damage[] = [];
  for (const segment of await db.segments.toArray()) {
    signal?.throwIfAborted();
    const faults = await damageFound(async () => {
      const events = await openSegment(db, segment);
      await checkSpans(segment, events);
      const isWhole = events.length === segment.count && numberOf(events[0]) === segment.first && numberOf(events.at(-1)) === segment.last;
      return isWhole ? [] : [{ kind: 'chain', where: `${segment.scope} #${segment.index}` }];
    });
    found.push(...faults);
  }
  return found;
}

/** Events that are not as their heads say, and gaps in what this device wrote last. */
async function tailFaults(db: Database): Promise<Damage[]> {
  const [events, outbox, identity] = await reading('events', () =>
    db.transaction('r', db.tables, async () => [await db.events.toArray(), await db.outbox.toArray(), await getMeta('identity')] as const),
  );
  const altered = events.filter((event) => !isAsWritten(event)).map(({ id }): Damage => ({ kind: 'altered', where: id }));
  const waiting = new Set(outbox.map(({ id }) => id));
  const own = events.filter(({ id, device }) => device === identity?.device && waiting.has(id)).sort((a, b) => a.n - b.n);
  const last = own.at(-1);
  const follows = own.every((event, at) => {
    const before = own[at - 1];
    return !before || before.n + 1 < event.n || event.head.prev === headHash(before.head);
  });
  const ends = !last || last.n !== identity?.n || headHash(last.head) === identity.prev;
  return follows && ends ? altered : [...altered, { kind: 'altered', where: 'own chain' }];
}

export function isAsWritten({ id, device, n, head, salt, body }: EventRow): boolean {
  if (id !== head.id || device !== head.device || n !== head.n) return false;
  return body === null || salt === null ? body === salt : bodyHash(salt, body) === head.bodyHash;
}
