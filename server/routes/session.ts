import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { endToken } from '../caller.ts';
import { callerDoor, type Env } from '../doors/caller.ts';
import type { Parts } from '../parts.ts';
import { ok, refusals, shapes } from '../shapes.ts';

const bearer = { security: [{ bearer: [] }] };

/** Who am I, and: no longer. */
export function addSession(app: OpenAPIHono<Env>, parts: Parts): void {
  const middleware = callerDoor(parts);
  const me = createRoute({
    method: 'get',
    path: '/v1/me',
    middleware,
    ...bearer,
    responses: { ...ok(shapes.Me, 'The member and device of this token'), 401: refusals[401] },
  });
  app.openapi(me, (c) => {
    const { org, orgName, member, name, role, device } = c.get('caller');
    return c.json({ org, orgName, member, name, role, device }, 200);
  });

  const signOut = createRoute({
    method: 'post',
    path: '/v1/sign-out',
    middleware,
    ...bearer,
    responses: { 204: { description: 'The token has ended' }, 401: refusals[401] },
  });
  app.openapi(signOut, async (c) => {
    await endToken(parts.db, c.get('caller').tokenHash);
    return c.body(null, 204);
  });
}
