import type { Context, Next } from 'hono';
import { problem } from '../problem.ts';

/** An extension's own pages and worker. Their id differs by browser and install, so the scheme is all that can be asked for. */
const extension = /^(chrome|moz)-extension:\/\/[a-z0-9-]+$/i;

/**
 * A browser says where a request comes from. Web pages are refused before anything is read, `null` among them; what is no
 * browser says nothing. There are no cookies, so this only has to keep pages from using an address they happen to reach.
 */
export async function originDoor(c: Context, next: Next): Promise<Response | undefined> {
  const origin = c.req.header('origin');
  if (origin === undefined) {
    await next();
    return;
  }
  if (!extension.test(origin)) return problem(c, 'not-allowed', 'Web pages may not use this API. Open the extension and connect there.');
  if (c.req.method === 'OPTIONS') {
    return c.body(null, 204, {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Content-Encoding',
      'Access-Control-Max-Age': '600',
      Vary: 'Origin',
    });
  }
  await next();
  c.res.headers.set('Access-Control-Allow-Origin', origin);
  c.res.headers.set('Access-Control-Expose-Headers', 'Retry-After');
  c.res.headers.append('Vary', 'Origin');
  return;
}
