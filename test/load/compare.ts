import type { Database } from '../../server/database.ts';
import type { Member } from './member.ts';

/** What was found when all had come to rest. All but `events` have to be 0. */
export interface Comparison {
  /** In the organisation's log. */
  events: number;
  /** Acknowledged and not in the log as it was written, held and not in the log, or in the log and not with a member who may read it. */
  lost: number;
  /** In the log twice, in the log though nobody wrote it, or with a member under a number that is another event's. */
  doubled: number;
  /** Numbers up to the head that no event has, or events above it. */
  gaps: number;
  /** Written and never answered. */
  waiting: number;
  refused: number;
  /** With a member who may not read it. */
  strayed: number;
}

interface Row {
  seq: number;
  id: string;
  hash: string;
  scope: string;
}

/** Said here and not asked of the server. */
const mayRead = ({ seat }: Member, scope: string): boolean => seat.seesAll || scope === 'org' || scope === `shop:${seat.shop}`;

/** The log of an organisation against what each of its members holds; `members` are all who ever wrote. */
export async function compare(db: Database, org: string, members: readonly Member[]): Promise<Comparison> {
  const rows: Row[] = await db.selectFrom('events').select(['seq', 'id', 'hash', 'scope']).where('org', '=', org).orderBy('seq').execute();
  const { seq: head } = await db.selectFrom('organisations').select('seq').where('id', '=', org).executeTakeFirstOrThrow();
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const written = new Map(members.flatMap(({ tally }) => [...tally.written]));
  const acknowledged = members.flatMap(({ tally }) => [...tally.acknowledged]);
  const isAsWritten = (row: Row | undefined, id: string): boolean => row?.id === id && row.hash === written.get(id);

  let lost = acknowledged.filter(([id, seq]) => !isAsWritten(bySeq.get(seq), id)).length;
  let doubled = rows.length - new Set(rows.map(({ id }) => id)).size + rows.filter(({ id }) => !written.has(id)).length;
  let strayed = 0;
  for (const member of members) {
    const { held } = member.tally;
    const readable = rows.filter(({ scope }) => mayRead(member, scope));
    lost += readable.filter(({ seq }) => !held.has(seq)).length;
    for (const [seq, id] of held) {
      const row = bySeq.get(seq);
      if (!row) lost++;
      else if (row.id !== id) doubled++;
      else if (!mayRead(member, row.scope)) strayed++;
    }
  }
  return {
    events: rows.length,
    lost,
    doubled,
    gaps: Math.abs(head - rows.length),
    waiting: members.reduce((sum, { tally }) => sum + tally.outbox.length, 0),
    refused: members.reduce((sum, { tally }) => sum + tally.refused.length, 0),
    strayed,
  };
}

export const isWhole = ({ events: _, ...faults }: Comparison): boolean => Object.values(faults).every((count) => count === 0);
