import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { signIn } from '../accounts.ts';
import { addressOfCaller } from '../address.ts';
import { countAttempt, freeFromAddress, takeBackAttempt } from '../attempts.ts';
import { bodyDoor } from '../doors/body.ts';
import type { Env } from '../doors/caller.ts';
import { isStorable } from '../link.ts';
import { setPassword } from '../members.ts';
import type { Parts } from '../parts.ts';
import { problem, slowDown } from '../problem.ts';
import { body, ok, refusals, shapes } from '../shapes.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/sign-in',
  middleware: [bodyDoor] as const,
  request: { body: body(shapes.SignIn) },
  responses: { ...ok(shapes.SignedIn, 'A token for this device; tokens it had before have ended'), ...refusals },
});

const setRoute = createRoute({
  method: 'post',
  path: '/v1/set-password',
  middleware: [bodyDoor] as const,
  request: { body: body(shapes.SetPassword) },
  responses: { 204: { description: 'The password is set, the code is used up, every device of this member is signed out' }, ...refusals },
});

export function addSignIn(app: OpenAPIHono<Env>, parts: Parts): void {
  app.openapi(route, async (c) => {
    const asked = c.req.valid('json');
    if (!isStorable(asked.device) || !isStorable(asked.deviceName))
      return problem(c, 'bad-request', 'The device name holds a character that cannot be stored.');
    const from = parts.keys.source('address', addressOfCaller(c, parts.behindProxy ?? false));
    const seconds = await countAttempt(parts.db, from, parts.now(), freeFromAddress);
    if (seconds > 0) return slowDown(c, seconds);
    const result = await signIn(parts.db, parts.keys, asked, parts.now());
    if (result.ok) {
      await takeBackAttempt(parts.db, from);
      return c.json(result.signedIn, 200, { 'Cache-Control': 'no-store' });
    }
    if (result.why === 'wait') return slowDown(c, result.seconds);
    if (result.why === 'wrong')
      return problem(c, 'wrong-password', 'Address or password is wrong. Check both, or ask your administrator for a new password.');
    return problem(c, 'not-allowed', 'This device belongs to another member. Sign in again as a new device.');
  });
  app.openapi(setRoute, async (c) => {
    const { code, password } = c.req.valid('json');
    const from = parts.keys.source('address', addressOfCaller(c, parts.behindProxy ?? false));
    const seconds = await countAttempt(parts.db, from, parts.now(), freeFromAddress);
    if (seconds > 0) return slowDown(c, seconds);
    if (!(await setPassword(parts.db, parts.keys, code, password, parts.now())))
      return problem(c, 'wrong-password', 'This code was used already, has ended or never was. Ask your administrator for a new one.');
    await takeBackAttempt(parts.db, from);
    return c.body(null, 204);
  });
}
