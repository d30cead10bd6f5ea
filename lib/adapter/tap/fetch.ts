import { type Asked, type Ear, quietly, standIn, type TapScope } from './ear';
import { parseExact } from './parse-exact';

interface Expected {
  asked: Asked;
  body: string | null | Promise<string | null>;
}

/** Listens to `fetch`. The page gets the very response; a copy of it is read. The answer takes the listener off. */
export function tapFetch(scope: TapScope, ear: Ear): () => void {
  const { fetch, Request, Headers } = scope;
  const { apply } = scope.Reflect;
  const { then } = scope.Promise.prototype;
  const { clone, text } = scope.Response.prototype;

  function expectedOf([input, init]: [input?: unknown, init?: RequestInit]): Expected | null {
    const request = input instanceof Request ? input : null;
    const asked = ear.expect(init?.method ?? request?.method ?? 'GET', request?.url ?? String(input));
    if (!asked) return null;
    const sent = ear.headers.size > 0 ? new Headers(init?.headers ?? request?.headers) : null;
    for (const name of ear.headers) asked.headers.set(name, sent?.get(name) ?? '');
    if (typeof init?.body === 'string') return { asked, body: init.body };
    const isNeeded = request && !request.bodyUsed && asked.list.some(({ declared }) => declared.operation);
    return {
      asked,
      body: isNeeded
        ? request
            .clone()
            .text()
            .catch(() => null)
        : null,
    };
  }

  async function hear({ asked, body }: Expected, copy: Response | null): Promise<void> {
    const answer: string = copy ? await apply(text, copy, []) : '';
    const sent = await body;
    ear.hear(
      asked,
      sent,
      quietly(() => parseExact(answer)),
    );
  }

  const stand = standIn(fetch, (target, self, args) => {
    const expected = quietly(() => expectedOf(args as [unknown, RequestInit]));
    const answer: Promise<Response> = apply(target, self, args);
    if (!expected) return answer;
    const passOn = (response: Response): Response => {
      quietly(() => {
        const isJson = response.ok && response.headers.get('content-type')?.includes('json');
        hear(expected, isJson ? apply(clone, response, []) : null).catch(() => undefined);
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
