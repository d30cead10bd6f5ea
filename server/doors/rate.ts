import type { MiddlewareHandler } from 'hono';
import { addressOfCaller } from '../address.ts';
import type { Parts } from '../parts.ts';
import { slowDown } from '../problem.ts';
import { Rates } from '../rates.ts';
import type { Env } from './caller.ts';

/** Far above what an extension asks (a first pull of 100,000 entries is 100 requests), far below what hurts. */
const perMinuteByDefault = 1200;
/** An office of many stands behind one address. */
const devicesAtAnAddress = 10;

/** Counts by address before anything is looked up, and gives the caller's door the count by device. */
export function rateDoor({ db, keys, now, perMinute = perMinuteByDefault, behindProxy = false }: Parts): MiddlewareHandler<Env> {
  const rates = new Rates(db);
  return async (c, next) => {
    const from = keys.source('address', addressOfCaller(c, behindProxy));
    const wait = await rates.take(from, perMinute * devicesAtAnAddress, now());
    if (wait > 0) return slowDown(c, wait);
    c.set('takeRequest', ({ org, device }) => rates.take(keys.source('device', `${org}\n${device}`), perMinute, now()));
    await next();
    return;
  };
}
