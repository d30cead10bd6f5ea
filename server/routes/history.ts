import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { type SegmentsAnswer, SegmentsQuery, type StateAnswer, StateQuery } from '../../lib/domain/history.ts';
import { foldMark } from '../../lib/fold/mark.ts';
import type { FoldRules } from '../../lib/fold/rows.ts';
import { callerDoor, type Env } from '../doors/caller.ts';
import { madeFor, oneAfterAnother } from '../made.ts';
import { readMetrics } from '../metrics.ts';
import { inOrganisation } from '../organisation.ts';
import type { Parts } from '../parts.ts';
import { scopeFor } from '../rights.ts';
import { scopesIn } from '../scopes.ts';
import { historyOf, type Piece, sealScope } from '../segments.ts';
import { ok, refusals, shapes } from '../shapes.ts';
import { stateOf } from '../state.ts';

/** Where an answer ends, even if there is more: it is held in memory whole. */
const longest = 2_000_000;
/** The rows are packed already. */
const headers = { 'Cache-Control': 'no-store, no-transform' };

/** The first pull: what the log comes to, then its history, newest first. */
export function addHistory(app: OpenAPIHono<Env>, parts: Parts): void {
  const secured = { middleware: callerDoor(parts), security: [{ bearer: [] }] };
  const inTurn = oneAfterAnother();
  const rules = readMetrics().then((metrics): FoldRules => ({ flows: parts.playbook.flows, metrics }));

  const state = createRoute({
    method: 'get',
    path: '/v1/state',
    ...secured,
    request: { query: StateQuery },
    responses: { ...ok(shapes.StateAnswer, 'What the events of these scopes come to'), ...refusals },
  });
  app.openapi(state, async (c) => {
    const { org, reads } = c.get('caller');
    const { after = '', scope: held } = c.req.valid('query');
    const { seq: head, epoch, made } = await inOrganisation(parts.db, org).counter();
    const scopes = scopesIn(parts.db, org);
    const from = { scopes, made: madeFor(parts.db, org, made) };
    const mark = foldMark(await rules);
    const answer: StateAnswer = { v: 1, epoch, head, mark, ...scopeFor(held, reads), scopes: [], next: null };
    let size = 0;
    for (const scope of (await scopes.readBy(reads)).filter((each) => each > after)) {
      if (size >= longest) {
        answer.next = answer.scopes.at(-1)?.scope ?? null;
        break;
      }
      const packed = await inTurn(`state ${org} ${scope}`, async () => stateOf(from, scope, head, await rules, mark));
      answer.scopes.push({ scope, rows: packed });
      size += packed.length;
    }
    return c.json(answer, 200, headers);
  });

  const segments = createRoute({
    method: 'get',
    path: '/v1/segments',
    ...secured,
    request: { query: SegmentsQuery },
    responses: { ...ok(shapes.SegmentsAnswer, 'The next segments of the history, newest first'), ...refusals },
  });
  app.openapi(segments, async (c) => {
    const { org, reads } = c.get('caller');
    const { upTo, before, scope: held } = c.req.valid('query');
    const { seq: head, epoch, made } = await inOrganisation(parts.db, org).counter();
    const scopes = scopesIn(parts.db, org);
    const from = { scopes, made: madeFor(parts.db, org, made) };
    const pieces: Piece[] = [];
    for (const scope of await scopes.readBy(reads)) {
      const heads = await inTurn(`segments ${org} ${scope}`, () => sealScope(from, scope, head));
      pieces.push(...(await historyOf(from, scope, heads, Math.min(upTo, head))));
    }
    const newestFirst = pieces.filter(({ last }) => before === undefined || last < before).sort((a, b) => b.last - a.last);
    const answer: SegmentsAnswer = { v: 1, epoch, ...scopeFor(held, reads), segments: [], before: null, left: 0 };
    let size = 0;
    for (const piece of newestFirst) {
      if (size >= longest) {
        answer.before ??= answer.segments.at(-1)?.last ?? null;
        answer.left += piece.count;
        continue;
      }
      const { head, payload } = await piece.read();
      answer.segments.push({ ...head, payload });
      size += payload.length;
    }
    return c.json(answer, 200, headers);
  });
}
