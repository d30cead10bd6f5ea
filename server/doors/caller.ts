import type { MiddlewareHandler } from 'hono';
import type { Rights } from '../../lib/domain/member.ts';
import { type Caller, callerOf } from '../caller.ts';
import type { Parts } from '../parts.ts';
import { problem, slowDown } from '../problem.ts';

export interface Env {
  /** What the web server hands over; nothing when the app is called as a function. */
  Bindings: { incoming?: { socket: { remoteAddress?: string } } };
  Variables: {
    caller: Caller;
    /** For the log line. */
    takeRequest: (caller: Caller) => Promise<number>;
    counts: { pushed: number; accepted: number; rejected: number; pulled: number };
  };
}

/** Lets in whoever brings a living token, before the body is looked at. */
export function callerDoor(parts: Parts): MiddlewareHandler<Env> {
  return async (c, next) => {
    const [, token] = /^Bearer ([\w-]{20,200})$/.exec(c.req.header('authorization') ?? '') ?? [];
    const caller = token === undefined ? null : await callerOf(parts, token, parts.now());
    if (!caller)
      return problem(c, 'signed-out', 'Nobody is signed in with this token. Sign in again; what waits on your device stays there.');
    c.set('caller', caller);
    const wait = await c.get('takeRequest')(caller);
    if (wait > 0) return slowDown(c, wait);
    await next();
    return;
  };
}

/** Only for members whose role has the right, before the body is looked at. */
export function rightDoor(has: (rights: Rights) => boolean): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!has(c.get('caller').rights)) return problem(c, 'not-allowed', 'Your role may not do this. Ask an administrator.');
    await next();
    return;
  };
}
