import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { isAlive } from '../caller.ts';
import { callerDoor, type Env } from '../doors/caller.ts';
import type { Head } from '../live.ts';
import type { Parts } from '../parts.ts';
import { refusals } from '../shapes.ts';

/** A line that says nothing goes over so often (ms), so that both sides notice a dead connection; the token is looked at again with it. */
const heartbeatMs = 15_000;

/** An event stream of `head` events: where the organisation's log stands now, and whenever it has grown. What is new comes by /v1/sync. */
export function addLive(app: OpenAPIHono<Env>, parts: Parts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/live',
    middleware: callerDoor(parts),
    security: [{ bearer: [] }],
    responses: {
      200: {
        description: 'Server-sent events `head` with {"epoch", "head"}; a newer stream of the same device ends this one',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
      401: refusals[401],
    },
  });
  app.openapi(route, (c) => {
    const { org, device, tokenHash } = c.get('caller');
    return streamSSE(c, async (stream) => {
      let news: Head | null = null;
      let isOver = false;
      let ring = (): void => {};
      const end = parts.live.listen({ org, device, tokenHash }, (head) => {
        news = head;
        isOver ||= head === null;
        ring();
      });
      stream.onAbort(() => {
        isOver = true;
        ring();
      });
      try {
        while (!isOver) {
          const head = news as Head | null;
          news = null;
          if (head) {
            await stream.writeSSE({ event: 'head', data: JSON.stringify({ epoch: head.epoch, head: head.seq }) });
            continue;
          }
          const isNews = await new Promise<boolean>((resolve) => {
            const timer = setTimeout(() => resolve(false), heartbeatMs);
            ring = () => {
              clearTimeout(timer);
              resolve(true);
            };
          });
          if (isNews) continue;
          if (!(await isAlive(parts.db, tokenHash, parts.now()))) break;
          await stream.write(': still here\n\n');
        }
      } finally {
        end();
      }
    });
  });
}
