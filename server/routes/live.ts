import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { isAlive } from '../caller.ts';
import { callerDoor, type Env } from '../doors/caller.ts';
import type { Told } from '../live.ts';
import { telling } from '../news.ts';
import type { Parts } from '../parts.ts';
import { refusals } from '../shapes.ts';

/** A line that says nothing goes over so often (ms), so that both sides notice a dead connection; the token is looked at again with it. */
const heartbeatMs = 15_000;
/** Who hears so slowly that more than this waits is told where the log stands, and fetches. */
const mostWaiting = 20;

/**
 * An event stream: where the organisation's log stands now, and whenever it has grown. Who takes news hears what is new with it, where that
 * is little; all else comes by /v1/sync.
 */
export function addLive(app: OpenAPIHono<Env>, parts: Parts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/live',
    middleware: callerDoor(parts),
    security: [{ bearer: [] }],
    request: { query: z.object({ news: z.string().optional().describe('1 = takes `news` events') }) },
    responses: {
      200: {
        description:
          'Server-sent events `head` with {"epoch", "head"} and `news` with {"epoch", "head", "after", "scope", "events"}; a newer stream of the same device ends this one',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
      401: refusals[401],
    },
  });
  app.openapi(route, (c) => {
    const { org, device, tokenHash } = c.get('caller');
    const listener = { tokenHash, device, takesNews: c.req.valid('query').news === '1' };
    return streamSSE(c, async (stream) => {
      let waiting: Told[] = [];
      let isOver = false;
      let ring = (): void => {};
      const end = parts.live.listen({ org, device, tokenHash }, (told) => {
        if (!told) isOver = true;
        else if (waiting.length < mostWaiting) waiting.push(told);
        else waiting = [{ head: told.head }];
        ring();
      });
      stream.onAbort(() => {
        isOver = true;
        ring();
      });
      try {
        while (!isOver) {
          const told = waiting.shift();
          if (told) {
            const line = await telling(parts, listener, told);
            if (!line) break;
            await stream.writeSSE(line);
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
