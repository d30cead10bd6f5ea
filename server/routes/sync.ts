import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { SyncAnswer } from '../../lib/domain/sync.ts';
import { note } from '../audit.ts';
import type { Caller } from '../caller.ts';
import { bodyDoor } from '../doors/body.ts';
import { callerDoor, type Env } from '../doors/caller.ts';
import { grouped } from '../group.ts';
import { inOrganisation } from '../organisation.ts';
import { readPage } from '../page.ts';
import type { Parts } from '../parts.ts';
import { problem } from '../problem.ts';
import { scopeFor } from '../rights.ts';
import { body, ok, refusals, shapes } from '../shapes.ts';
import { isOurs, type Taken } from '../take.ts';

export function addSync(app: OpenAPIHono<Env>, parts: Parts): void {
  const take = parts.take ?? grouped(parts);
  const route = createRoute({
    method: 'post',
    path: '/v1/sync',
    middleware: [callerDoor(parts), bodyDoor] as const,
    security: [{ bearer: [] }],
    request: { body: body(shapes.SyncRequest) },
    responses: { ...ok(shapes.SyncAnswer, 'What became of each event, and the next page'), ...refusals },
  });
  app.openapi(route, async (c) => {
    const caller = c.get('caller');
    const request = c.req.valid('json');
    if (request.device !== caller.device)
      return problem(c, 'signed-out', 'This token belongs to another device. Sign in again on this one.');
    const now = parts.now();

    const taken: Taken = request.events.length > 0 ? await take({ caller, request, now }) : await nothingTaken(parts, caller.org);
    const { base, head, epoch, added } = taken;
    if (head > base) parts.live.wrote(caller.org, { epoch, seq: head }, { after: base, device: caller.device, added });
    const ours = isOurs(request, { seq: base, epoch });
    // Nobody else wrote between the cursor and these events: their own answers say all, and need no echo.
    const after = !ours ? 0 : base === request.cursor ? head : request.cursor;
    const page = await readPage(parts.db, caller, after, head, request.limit);
    const { accepted, rejected } = taken;
    c.set('counts', { pushed: request.events.length, accepted: accepted.length, rejected: rejected.length, pulled: page.events.length });
    await noteReading(parts, caller, page.events);
    const answer: SyncAnswer = {
      v: 1,
      epoch,
      head,
      serverNow: now.toISOString(),
      accepted,
      rejected,
      ...page,
      ...scopeFor(request.scope, caller.reads),
    };
    return c.json(answer, 200, { 'Cache-Control': 'no-store' });
  });
}

/** What is about one person, and is handed to another, is written down. */
async function noteReading({ db, now }: Parts, caller: Caller, events: SyncAnswer['events']): Promise<void> {
  const counts = new Map<string, number>();
  for (const { scope } of events) {
    const [, whom] = /^person:(.+)$/s.exec(scope) ?? [];
    if (whom !== undefined && whom !== caller.member) counts.set(whom, (counts.get(whom) ?? 0) + 1);
  }
  for (const [whom, entries] of counts) await note(db, caller, 'person.read', now(), { whom, detail: { entries } });
}

async function nothingTaken({ db }: Parts, org: string): Promise<Taken> {
  const { seq, epoch } = await inOrganisation(db, org).counter();
  return { accepted: [], rejected: [], base: seq, head: seq, epoch, added: [] };
}
