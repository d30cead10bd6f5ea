import { setImmediate as breathe } from 'node:timers/promises';
import { MemoryFold } from '../lib/fold/memory.ts';
import type { FoldRules, Projections } from '../lib/fold/rows.ts';
import { type Made, pack, unpack } from './made.ts';
import type { Scopes, StoredEvent } from './scopes.ts';

/** Events folded between two looks at other requests. */
const step = 500;

/**
 * The rows that a scope's events up to `head` come to, packed. Goes on from the state that was kept, so it costs what is new;
 * whole again where the rules have changed.
 */
export async function stateOf(
  { scopes, made }: { scopes: Scopes; made: Made },
  scope: string,
  head: number,
  rules: FoldRules,
  mark: string,
): Promise<string> {
  const found = await made.state(scope);
  const kept = found?.mark === mark && found.seq <= head ? found : null;
  let seq = kept?.seq ?? 0;
  let events = await scopes.events(scope, seq, head, step);
  if (kept && events.length === 0) return kept.rows;

  const fold = new MemoryFold(rules, kept ? (JSON.parse(await unpack(kept.rows)) as Projections) : {});
  while (events.length > 0) {
    for (const event of events) await fold.take(placed(event), scope);
    // SQLite answers without waiting: others must get their turn.
    await breathe();
    seq = events.at(-1)?.seq ?? seq;
    events = await scopes.events(scope, seq, head, step);
  }
  const packed = await pack(JSON.stringify(await fold.all()));
  await made.setState(scope, { seq, mark, rows: packed });
  return packed;
}

const placed = ({ seq, head, salt, body }: StoredEvent) => ({
  seq,
  head: JSON.parse(head),
  salt,
  body: body === null ? null : JSON.parse(body),
});
