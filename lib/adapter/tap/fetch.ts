import { type Ear, quietly, standIn, type TapScope } from './ear';
import type { Listed } from './listed';
import { parseExact } from './parse-exact';

interface Expected {
  list: Listed[];
  body: string | null | Promise<string | null>;
}

/** Listens to `fetch`. The page gets the very response; a copy of it is read. The answer takes the listener off. */
export function tapFetch(scope: TapScope, ear: Ear): () => void {
  const { fetch, Request } = scope;
  const { apply } = scope.Reflect;
  const { then } = scope.Promise.prototype;
  const { clone, text } = scope.Response.prototype;

  function expectedOf([input, init]: [input?: unknown, init?: RequestInit]): Expected | null {
    const request = input instanceof Request ? input : null;
    const list = ear.expect(init?.method ?? request?.method ?? 'GET', request?.url ?? String(input));
    if (!list) return null;
    if (typeof init?.body === 'string') return { list, body: init.body };
    const asked = request && !request.bodyUsed && list.some(({ declared }) => declared.operation);
    return {
      list,
      body: asked
        ? request
            .clone()
            .text()
            .catch(() => null)
        : null,
    };
  }

  async function hear({ list, body }: Expected, copy: Response): Promise<void> {
    const answer: string = await apply(text, copy, []);
    ear.hear(list, await body, parseExact(answer));
  }

  const stand = standIn(fetch, (target, self, args) => {
    const expected = quietly(() => expectedOf(args as [unknown, RequestInit]));
    const answer: Promise<Response> = apply(target, self, args);
    if (!expected) return answer;
    const passOn = (response: Response): Response => {
      quietly(() => {
        if (!response.ok || !response.headers.get('content-type')?.includes('json')) return;
        hear(expected, apply(clone, response, [])).catch(() => undefined);
      });
      return response;
    };
    return quietly(() => apply(then, answer, [passOn])) ?? answer;
  });

  scope.fetch = stand;
  return () => {
    if (scope.fetch === stand) scope.fetch = fetch;
  };
}
