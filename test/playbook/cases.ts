import { v7 as uuid } from 'uuid';
import type { Flow } from '@/lib/domain/case';
import { type Body, bodyHash, type EventType, firstPrev, type LogEvent } from '@/lib/domain/event';

export const start = Date.parse('2026-11-24T10:00:00.000Z');
/** ISO UTC, so many minutes after ten. */
export const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();

/** An event as another device would write it; only what folds look at is set with care. */
export function eventOf<T extends EventType>(type: T, body: Body<T>, head: Partial<LogEvent['head']> & { subject: string }): LogEvent {
  const salt = 'salt';
  return {
    head: {
      id: uuid(),
      org: 'org',
      type,
      v: 1,
      at: at(0),
      by: 'anna',
      device: 'laptop',
      n: 1,
      prev: firstPrev,
      bodyHash: bodyHash(salt, body),
      ...head,
    },
    salt,
    body: body as LogEvent['body'],
  };
}

/** A flow to play with: open → done → open, with whatever is to be tried. */
export function flowOf(change: Partial<Flow> = {}): Flow {
  return {
    id: 'gap',
    version: 1,
    clause: '3.2.2',
    owner: 'specialist',
    opensOn: { kind: 'verdict', checks: ['name-length', 'sku-present'], severities: ['blocks', 'weakens'] },
    withinHours: 24,
    pageDecides: true,
    states: ['open', 'done'],
    open: ['open'],
    moves: [
      { verb: 'settle', from: ['open'], to: 'done', by: ['specialist', 'supervisor'], notAuthor: false, evidence: 'any' },
      { verb: 'reopen', from: ['done'], to: 'open', by: ['specialist', 'supervisor'], notAuthor: false, evidence: 'any' },
      { verb: 'snooze', from: ['open'], to: 'open', by: ['specialist'], notAuthor: false, evidence: 'person' },
    ],
    ...change,
  };
}
