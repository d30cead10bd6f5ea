import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Caller } from '../caller.ts';
import type { Parts } from '../parts.ts';
import type { Env } from './caller.ts';

/** One line a request: which route, what came of it, how long, for whom by id. */
export function logDoor(parts: Parts): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const caller: Caller | undefined = c.get('caller');
    parts.log.info('request', {
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: Math.round(performance.now() - start),
      ...(caller && { org: caller.org, member: caller.member, device: caller.device }),
      ...c.get('counts'),
    });
  };
}
