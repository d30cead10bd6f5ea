import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { signIn } from '../accounts.ts';
import { bodyDoor } from '../doors/body.ts';
import type { Env } from '../doors/caller.ts';
import { guessDoor } from '../doors/guess.ts';
import { isStorable } from '../link.ts';
import { setPassword } from '../members.ts';
import type { Parts } from '../parts.ts';
import { problem, slowDown } from '../problem.ts';
import { body, ok, refusals, shapes } from '../shapes.ts';

/** The two doors that nobody is signed in at. */
export function addSignIn(app: OpenAPIHono<Env>, parts: Parts): void {
  const { db, keys, now } = parts;
  const guess = guessDoor(parts);

  const withPassword = createRoute({
    method: 'post',
    path: '/v1/sign-in',
    middleware: [bodyDoor, guess] as const,
    request: { body: body(shapes.SignIn) },
    responses: { ...ok(shapes.SignedIn, 'A token for this device; tokens it had before have ended'), ...refusals },
  });
  app.openapi(withPassword, async (c) => {
    const asked = c.req.valid('json');
    if (!isStorable(asked.device) || !isStorable(asked.deviceName))
      return problem(c, 'bad-request', 'The device name holds a character that cannot be stored.');
    const result = await signIn(db, keys, asked, now());
    if (result.ok) return c.json(result.signedIn, 200, { 'Cache-Control': 'no-store' });
    if (result.why === 'wait') return slowDown(c, result.seconds);
    if (result.why === 'wrong')
      return problem(c, 'wrong-password', 'Address or password is wrong. Check both, or ask your administrator for a new password.');
    return problem(c, 'not-allowed', 'This device belongs to another member. Sign in again as a new device.');
  });

  const withCode = createRoute({
    method: 'post',
    path: '/v1/set-password',
    middleware: [bodyDoor, guess] as const,
    request: { body: body(shapes.SetPassword) },
    responses: { 204: { description: 'The password is set, the code is used up, every device of this member is signed out' }, ...refusals },
  });
  app.openapi(withCode, async (c) => {
    const { code, password } = c.req.valid('json');
    if (await setPassword(db, keys, code, password, now())) return c.body(null, 204);
    return problem(c, 'wrong-password', 'This code was used already, has ended or never was. Ask your administrator for a new one.');
  });
}
