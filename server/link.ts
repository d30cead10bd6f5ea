import { z } from 'zod';
import { canonical, hashText } from '../lib/domain/hash.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** What the chain needs to know of a head, before anything else in it is believed. */
const Head = z.looseObject({
  id: z.uuid(),
  device: z.string().max(200).refine(isStorable),
  n: z.int().min(1),
  prev: hash,
  type: z.string(),
});

/** A place in a device's chain. */
export interface Link {
  id: string;
  device: string;
  n: number;
  prev: string;
  type: string;
  /** Hash of this head: what the next one names as `prev`. */
  hash: string;
  /** Canonical text of the head as it came. */
  head: string;
}

const deepest = 32;
const longestHead = 65_536;

/** The link of what claims to be an event, or null where there is none. Never throws, whatever came. */
export function linkOf(event: unknown): Link | null {
  const raw = headOf(event);
  if (!isPlain(raw)) return null;
  const parsed = Head.safeParse(raw);
  if (!parsed.success) return null;
  const head = canonical(raw);
  if (head.length > longestHead) return null;
  const { id, device, n, prev, type } = parsed.data;
  return { id, device, n, prev, type, hash: hashText(head), head };
}

/** Not nested without end, and no key that could reach a prototype. */
export function isPlain(value: unknown, depth = deepest): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  return Object.entries(value).every(([key, item]) => key !== '__proto__' && isPlain(item, depth - 1));
}

/** PostgreSQL's text holds no NUL, and a lone surrogate would be stored as another character. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** The id to answer with, for an event that has no link: its own where it is readable, else its place in the request. */
export function nameOf(event: unknown, index: number): string {
  const head = headOf(event);
  const id = typeof head === 'object' && head !== null && 'id' in head ? head.id : null;
  return typeof id === 'string' && id.length <= 200 ? id : `#${index}`;
}

function headOf(event: unknown): unknown {
  return typeof event === 'object' && event !== null && 'head' in event ? event.head : null;
}
