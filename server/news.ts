import { covers } from '../lib/domain/scope.ts';
import { callerByHash } from './caller.ts';
import type { Told } from './live.ts';
import type { NewEvent } from './organisation.ts';
import type { Parts } from './parts.ts';
import { keyOf } from './rights.ts';

/** What one push added to an organisation's log: all that is numbered above `after`, up to the head that is told with it. */
export interface News {
  after: number;
  /** Who wrote it, and has an answer of its own. */
  device: string;
  added: readonly NewEvent[];
}

/** Of all of it, in characters. More is fetched: it would lie in memory once for each who listens slowly. */
const longest = 32_000;

export interface Listener {
  tokenHash: string;
  device: string;
  /** Takes more than heads: an older client does not. */
  takesNews: boolean;
}

/**
 * What a listener is told: the events themselves where they are few, else that there are some. Rights are those of this moment, as they
 * are with a request. null: its token has ended.
 */
export async function telling(
  parts: Pick<Parts, 'db' | 'playbook' | 'now'>,
  { tokenHash, device, takesNews }: Listener,
  { head, news }: Told,
): Promise<{ event: 'head' | 'news'; data: string } | null> {
  const place = { epoch: head.epoch, head: head.seq };
  const bare = { event: 'head' as const, data: JSON.stringify(place) };
  if (!takesNews || !news || news.device === device || sizeOf(news) > longest) return bare;
  const caller = await callerByHash(parts, tokenHash, parts.now());
  if (!caller) return null;
  const events = news.added.filter(({ scope }) => covers(caller.reads, scope));
  // What is about somebody else is handed out by /v1/sync alone, where it is written down.
  if (events.some(({ scope }) => scope.startsWith('person:') && scope !== `person:${caller.member}`)) return bare;
  const said = JSON.stringify({ ...place, after: news.after, scope: keyOf(caller.reads) });
  return { event: 'news', data: `${said.slice(0, -1)},"events":[${events.map(textOf).join(',')}]}` };
}

const sizeOf = ({ added }: News): number => added.reduce((sum, { head, body }) => sum + head.length + (body?.length ?? 0), 0);

/** As /v1/sync gives it; head and body are kept as text. */
const textOf = ({ head, salt, body, seq, received_at: receivedAt, scope }: NewEvent): string =>
  `{"head":${head},"body":${body ?? 'null'},${JSON.stringify({ salt, seq, receivedAt, scope }).slice(1)}`;
