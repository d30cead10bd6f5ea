import type { MiddlewareHandler } from 'hono';
import { type Caller, callerOf } from '../caller.ts';
import type { Parts } from '../parts.ts';
import { problem } from '../problem.ts';

export interface Env {
  Variables: {
    caller: Caller;
    /** For the log line. */
    counts: { pushed: number; accepted: number; rejected: number; pulled: number };
  };
}

/** Lets in whoever brings a living token, before the body is looked at. */
export function callerDoor(parts: Parts): MiddlewareHandler<Env> {
  return async (c, next) => {
    const [, token] = /^Bearer ([\w-]{20,200})$/.exec(c.req.header('authorization') ?? '') ?? [];
    const caller = token === undefined ? null : await callerOf(parts.db, token, parts.now());
    if (!caller)
      return problem(c, 'signed-out', 'Nobody is signed in with this token. Sign in again; what waits on your device stays there.');
    c.set('caller', caller);
    await next();
    return;
  };
}
