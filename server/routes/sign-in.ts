import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { signIn } from '../accounts.ts';
import { bodyDoor } from '../doors/body.ts';
import type { Env } from '../doors/caller.ts';
import { isStorable } from '../link.ts';
import type { Parts } from '../parts.ts';
import { problem } from '../problem.ts';
import { body, ok, refusals, shapes } from '../shapes.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/sign-in',
  middleware: [bodyDoor] as const,
  request: { body: body(shapes.SignIn) },
  responses: { ...ok(shapes.SignedIn, 'A token for this device; tokens it had before have ended'), ...refusals },
});

export function addSignIn(app: OpenAPIHono<Env>, parts: Parts): void {
  app.openapi(route, async (c) => {
    const asked = c.req.valid('json');
    if (!isStorable(asked.device) || !isStorable(asked.deviceName))
      return problem(c, 'bad-request', 'The device name holds a character that cannot be stored.');
    const result = await signIn(parts.db, parts.keys, asked, parts.now());
    if (result.ok) return c.json(result.signedIn, 200, { 'Cache-Control': 'no-store' });
    if (result.why === 'wait') {
      const seconds = String(result.seconds);
      return problem(c, 'slow-down', `Too many tries. Try again in ${seconds} s.`, { 'Retry-After': seconds });
    }
    if (result.why === 'wrong')
      return problem(c, 'wrong-password', 'Address or password is wrong. Check both, or ask your administrator for a new password.');
    return problem(c, 'not-allowed', 'This device belongs to another member. Sign in again as a new device.');
  });
}
