import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { ZodError } from 'zod';
import type { Env } from './doors/caller.ts';
import { logDoor } from './doors/log.ts';
import { originDoor } from './doors/origin.ts';
import { rateDoor } from './doors/rate.ts';
import { errorLine } from './log.ts';
import { Measures } from './measures.ts';
import type { Parts } from './parts.ts';
import { problem } from './problem.ts';
import { addAudit } from './routes/audit.ts';
import { addDevices } from './routes/devices.ts';
import { addHealth } from './routes/health.ts';
import { addHistory } from './routes/history.ts';
import { addLive } from './routes/live.ts';
import { addMembers } from './routes/members.ts';
import { addMetrics } from './routes/metrics.ts';
import { addSession } from './routes/session.ts';
import { addSignIn } from './routes/sign-in.ts';
import { addSync } from './routes/sync.ts';

/** The API as a function from request to answer; `serve` gives it a port. */
export function makeApp(parts: Parts): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>({
    defaultHook: (result, c) => (result.success ? undefined : misshapen(c, result.error)),
  });
  const measures = new Measures();
  app.use(logDoor(parts, measures));
  app.use(originDoor);
  app.use(rateDoor(parts));
  app.use(secureHeaders({ crossOriginResourcePolicy: false, strictTransportSecurity: false }));
  app.use(compress({ encoding: 'gzip' }));

  addHealth(app, parts);
  addMetrics(app, parts, measures);
  addSignIn(app, parts);
  addSession(app, parts);
  addSync(app, parts);
  addLive(app, parts);
  addMembers(app, parts);
  addDevices(app, parts);
  addAudit(app, parts);
  addHistory(app, parts);
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  app.doc31('/v1/openapi.json', { openapi: '3.1.0', info: { title: 'Shop Loupe', version: '1' } });

  app.notFound((c) => problem(c, 'not-found', 'There is nothing at this address. Check the API address in the workbench.'));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return problem(c, 'bad-request', `${error.message}. Send JSON as /v1/openapi.json describes.`);
    parts.log.error('fault', errorLine(error));
    return problem(c, 'server-error', 'The server failed. It will be tried again; what it may have stored is not stored twice.');
  });
  return app;
}

/** The first thing that is wrong with a request. A `v` that is not ours is an extension of another time. */
function misshapen(c: Context, error: ZodError) {
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  if (where === 'v') return problem(c, 'too-old', 'Extension and server speak different versions. Update the older of the two.');
  return problem(
    c,
    'bad-request',
    `${where === '' ? 'The request' : where}: ${issue?.message ?? 'not understood'}. Send JSON as /v1/openapi.json describes.`,
  );
}
