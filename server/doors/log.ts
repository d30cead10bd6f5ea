import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Caller } from '../caller.ts';
import type { Measures } from '../measures.ts';
import type { Parts } from '../parts.ts';
import type { Env } from './caller.ts';

/** One line and one count a request: which route, what came of it, how long, for whom by id. */
export function logDoor(parts: Parts, measures: Measures): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const caller: Caller | undefined = c.get('caller');
    const ms = performance.now() - start;
    const request = { method: c.req.method, route: routePath(c, -1), status: c.res.status };
    const counts = c.get('counts');
    measures.count(request, ms, counts);
    parts.log.info('request', {
      ...request,
      ms: Math.round(ms),
      ...(caller && { org: caller.org, member: caller.member, device: caller.device }),
      ...counts,
    });
  };
}
