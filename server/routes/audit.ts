import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { note, readAudit } from '../audit.ts';
import { callerDoor, type Env, rightDoor } from '../doors/caller.ts';
import type { Parts } from '../parts.ts';
import { ok, refusals, shapes } from '../shapes.ts';

const Query = z.strictObject({ before: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });

/** Who did what to whom, for roles that may read it; that they did is in it too. */
export function addAudit(app: OpenAPIHono<Env>, parts: Parts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/audit',
    middleware: [callerDoor(parts), rightDoor(({ audit }) => audit)] as const,
    security: [{ bearer: [] }],
    request: { query: Query },
    responses: { ...ok(shapes.AuditPage, 'Newest first'), 400: refusals[400], 401: refusals[401], 403: refusals[403] },
  });
  app.openapi(route, async (c) => {
    const caller = c.get('caller');
    const { before, limit } = c.req.valid('query');
    const found = await readAudit(parts.db, caller.org, before, limit + 1);
    await note(parts.db, caller, 'audit.read', parts.now());
    return c.json({ entries: found.slice(0, limit), more: found.length > limit }, 200, { 'Cache-Control': 'no-store' });
  });
}
