import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Env } from '../doors/caller.ts';
import type { Parts } from '../parts.ts';
import { ok, refusals, shapes } from '../shapes.ts';

const route = createRoute({
  method: 'get',
  path: '/healthz',
  responses: { ...ok(shapes.Health, 'It serves and its database answers'), 500: refusals[500] },
});

export function addHealth(app: OpenAPIHono<Env>, { db }: Parts): void {
  app.openapi(route, async (c) => {
    await sql`select 1`.execute(db);
    return c.json({ ok: true } as const, 200);
  });
}
