import { createHash, timingSafeEqual } from 'node:crypto';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { addressOfCaller } from '../address.ts';
import type { Env } from '../doors/caller.ts';
import type { Measures } from '../measures.ts';
import type { Parts } from '../parts.ts';
import { problem } from '../problem.ts';
import { refusals } from '../shapes.ts';

const route = createRoute({
  method: 'get',
  path: '/metrics',
  responses: {
    200: { description: "Prometheus' text format", content: { 'text/plain': { schema: z.string() } } },
    404: refusals[404],
  },
});

/** With the token of SHOP_LOUPE_METRICS_TOKEN from anywhere; without one from this machine, and not through a proxy on it. */
export function addMetrics(app: OpenAPIHono<Env>, { metricsToken }: Parts, measures: Measures): void {
  app.openapi(route, (c) => {
    const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded');
    const isLocal = forwarded === undefined && /^(127\.|::1$|::\/64$|0:0:0:0::\/64$)/.test(addressOfCaller(c, false));
    const may = metricsToken ? sameText(c.req.header('authorization') ?? '', `Bearer ${metricsToken}`) : isLocal;
    if (!may) return problem(c, 'not-found', 'There is nothing at this address. Check the API address in the workbench.');
    return c.text(measures.text(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
}

/** In the same time whatever was sent. */
function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
