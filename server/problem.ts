import type { Context } from 'hono';
import type { Problem } from '../lib/domain/sync.ts';

const statuses = {
  'bad-request': 400,
  'wrong-password': 401,
  'signed-out': 401,
  'not-allowed': 403,
  'not-found': 404,
  'too-large': 413,
  'too-old': 426,
  'slow-down': 429,
  'server-error': 500,
} as const satisfies Record<Problem['code'], number>;

/** A refusal of the whole request as a value: the code's status, and a sentence that ends with the next step. */
export function problem<C extends Problem['code']>(c: Context, code: C, message: string, headers: Record<string, string> = {}) {
  const body: Problem = { code, message };
  return c.json(body, statuses[code], headers);
}

/** The same refusal wherever somebody asks too often. */
export const slowDown = (c: Context, seconds: number) =>
  problem(c, 'slow-down', `Too many requests. Try again in ${seconds} s.`, { 'Retry-After': String(seconds) });
