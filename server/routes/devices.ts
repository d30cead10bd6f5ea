import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { note } from '../audit.ts';
import { callerDoor, type Env, rightDoor } from '../doors/caller.ts';
import { managerOf, revokeDevice } from '../members.ts';
import type { Parts } from '../parts.ts';
import { refusal } from '../refusal.ts';
import { byId, ok, refusals, shapes } from '../shapes.ts';
import { teamOf } from '../team.ts';

/** One's own devices; those of others for roles that manage them. */
export function addDevices(app: OpenAPIHono<Env>, parts: Parts): void {
  const { db, now } = parts;
  const signedIn = callerDoor(parts);
  const security = [{ bearer: [] }];

  const own = createRoute({
    method: 'get',
    path: '/v1/devices',
    middleware: signedIn,
    security,
    responses: { ...ok(shapes.Devices, "The caller's devices, oldest first"), 401: refusals[401] },
  });
  app.openapi(own, async (c) => {
    const { org, member, device } = c.get('caller');
    return c.json({ devices: await teamOf(db, org).devices(member, device) }, 200);
  });

  const theirs = createRoute({
    method: 'get',
    path: '/v1/members/{id}/devices',
    middleware: [signedIn, rightDoor(({ members }) => members.length > 0)] as const,
    security,
    request: byId,
    responses: { ...ok(shapes.Devices, "A member's devices, oldest first"), ...refusals },
  });
  app.openapi(theirs, async (c) => {
    const caller = c.get('caller');
    const { id } = c.req.valid('param');
    const team = teamOf(db, caller.org);
    const member = await team.member(id);
    if (!member) return refusal(c, 'unknown');
    if (!caller.rights.members.includes(member.role)) return refusal(c, 'not-allowed');
    await note(db, caller, 'devices.read', now(), { whom: id });
    return c.json({ devices: await team.devices(id, caller.device) }, 200);
  });

  const revoke = createRoute({
    method: 'post',
    path: '/v1/devices/{id}/revoke',
    middleware: signedIn,
    security,
    request: byId,
    responses: { 204: { description: 'Its token has ended' }, ...refusals },
  });
  app.openapi(revoke, async (c) => {
    const done = await revokeDevice(db, managerOf(c.get('caller')), c.req.valid('param').id, now());
    return done.ok ? c.body(null, 204) : refusal(c, done.why);
  });
}
