import type { MiddlewareHandler } from 'hono';
import { addressOfCaller } from '../address.ts';
import { countAttempt, freeFromAddress, takeBackAttempt } from '../attempts.ts';
import type { Parts } from '../parts.ts';
import { slowDown } from '../problem.ts';
import type { Env } from './caller.ts';

/** Before doors that a secret opens: a try is counted for its address first, so that many at once gain nothing; only wrong ones stay counted. */
export function guessDoor({ db, keys, now, behindProxy = false }: Parts): MiddlewareHandler<Env> {
  return async (c, next) => {
    const from = keys.source('address', addressOfCaller(c, behindProxy));
    const seconds = await countAttempt(db, from, now(), freeFromAddress);
    if (seconds > 0) return slowDown(c, seconds);
    await next();
    if (c.res.status !== 401) await takeBackAttempt(db, from);
    return;
  };
}
