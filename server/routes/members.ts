import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { note } from '../audit.ts';
import { bodyDoor } from '../doors/body.ts';
import { callerDoor, type Env, rightDoor } from '../doors/caller.ts';
import { isStorable } from '../link.ts';
import { changeMember, invite, managerOf, resetPassword } from '../members.ts';
import type { Parts } from '../parts.ts';
import { problem } from '../problem.ts';
import { refusal } from '../refusal.ts';
import { body, byId, ok, refusals, shapes } from '../shapes.ts';
import { teamOf } from '../team.ts';

/** For roles that manage members. */
export function addMembers(app: OpenAPIHono<Env>, parts: Parts): void {
  const { db, now, playbook } = parts;
  const signedIn = callerDoor(parts);
  const manages = rightDoor(({ members }) => members.length > 0);
  const security = [{ bearer: [] }];

  const list = createRoute({
    method: 'get',
    path: '/v1/members',
    middleware: [signedIn, manages] as const,
    security,
    responses: { ...ok(shapes.Members, 'All members, oldest first'), 401: refusals[401], 403: refusals[403] },
  });
  app.openapi(list, async (c) => {
    const caller = c.get('caller');
    await note(db, caller, 'members.read', now());
    return c.json({ members: await teamOf(db, caller.org).members() }, 200, { 'Cache-Control': 'no-store' });
  });

  const add = createRoute({
    method: 'post',
    path: '/v1/members',
    middleware: [signedIn, manages, bodyDoor] as const,
    security,
    request: { body: body(shapes.Invitation) },
    responses: { ...ok(shapes.NewCode, 'The code that sets the password; it is told this once'), ...refusals },
  });
  app.openapi(add, async (c) => {
    const asked = c.req.valid('json');
    if (![asked.name, asked.email, ...(asked.shops ?? [])].every(isStorable))
      return problem(c, 'bad-request', 'The request holds a character that cannot be stored.');
    if (!playbook.rights.has(asked.role)) return problem(c, 'bad-request', `There is no such role. Roles: ${playbook.roles.join(', ')}.`);
    const made = await invite(db, managerOf(c.get('caller')), asked, now());
    return made.ok ? c.json(made.code, 200, { 'Cache-Control': 'no-store' }) : refusal(c, made.why);
  });

  const change = createRoute({
    method: 'post',
    path: '/v1/members/{id}',
    middleware: [signedIn, manages, bodyDoor] as const,
    security,
    request: { ...byId, body: body(shapes.MemberChange) },
    responses: { 204: { description: 'Holds from the next request on' }, ...refusals },
  });
  app.openapi(change, async (c) => {
    const asked = c.req.valid('json');
    if (!(asked.shops ?? []).every(isStorable)) return problem(c, 'bad-request', 'The request holds a character that cannot be stored.');
    if (asked.role !== undefined && !playbook.rights.has(asked.role))
      return problem(c, 'bad-request', `There is no such role. Roles: ${playbook.roles.join(', ')}.`);
    const done = await changeMember(db, managerOf(c.get('caller')), c.req.valid('param').id, asked, now());
    return done.ok ? c.body(null, 204) : refusal(c, done.why);
  });

  const reset = createRoute({
    method: 'post',
    path: '/v1/members/{id}/reset',
    middleware: [signedIn, manages] as const,
    security,
    request: byId,
    responses: { ...ok(shapes.NewCode, 'The code that sets a new password; it is told this once'), ...refusals },
  });
  app.openapi(reset, async (c) => {
    const made = await resetPassword(db, managerOf(c.get('caller')), c.req.valid('param').id, now());
    return made.ok ? c.json(made.code, 200, { 'Cache-Control': 'no-store' }) : refusal(c, made.why);
  });
}
