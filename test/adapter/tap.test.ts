import { afterEach, describe, expect, test } from 'vitest';
import { parseExact } from '@/lib/adapter/tap/parse-exact';
import { type Answers, answer, endWorlds, graph, items, start } from './tap-world';

afterEach(endWorlds);

describe('XMLHttpRequest', () => {
  const ask = (scope: ReturnType<typeof start>['scope'], responseType = '', body: unknown = graph.body, url = '/graph') => {
    const request = new scope.XMLHttpRequest() as XMLHttpRequest & { sent: unknown[] };
    request.responseType = responseType as XMLHttpRequestResponseType;
    expect(request.open('POST', url)).toBe('opened');
    expect(request.send(body as string)).toBe('sent');
    return request;
  };

  test.each(['', 'text', 'json'])('a declared response of type %j is posted', async (type) => {
    const { scope, heard, ready, settle } = start(answer(items));
    ready();
    const request = ask(scope, type);
    await settle();
    expect(request.sent).toEqual([graph.body]);
    expect(heard.map(({ payload }) => payload)).toEqual([{ data: { total: 1, items: [{ id: '1', name: 'x' }] } }]);
  });

  test.each([
    ['another path', '', graph.body, '/other', answer(items)],
    ['another origin', '', graph.body, 'https://evil.example/graph', answer(items)],
    ['a body that is no text', '', new Blob(['x']), '/graph', answer(items)],
    ['bytes', 'arraybuffer', graph.body, '/graph', answer(items)],
    ['broken JSON', '', graph.body, '/graph', answer('{"data"')],
    ['an error', '', graph.body, '/graph', { '/graph': { status: 401, body: JSON.stringify(items) } }],
  ])('%s is not heard', async (_name, type, body, url, answers) => {
    const { scope, heard, ready, settle } = start(answers as Answers);
    ready();
    ask(scope, type, body, url);
    await settle();
    expect(heard).toEqual([]);
  });

  test('an object that is used again answers for its last request alone', async () => {
    const { scope, heard, ready, settle } = start({ ...answer(items), '/other': { body: '{}' } });
    ready();
    const request = new scope.XMLHttpRequest();
    request.open('POST', '/graph');
    request.open('POST', '/other');
    request.send(graph.body);
    request.open('POST', '/graph');
    request.send(graph.body);
    request.open('POST', '/graph');
    request.send(graph.body);
    await settle();
    expect(heard).toHaveLength(2);
  });
});

describe('the port', () => {
  test('what comes before it is taken waits, fifty at most', async () => {
    const { scope, heard, ready, settle } = start(answer(items));
    for (let i = 0; i < 60; i++) await scope.fetch('/graph', graph);
    await settle();
    expect(heard).toEqual([]);
    ready();
    await settle();
    expect(heard).toHaveLength(50);
    await scope.fetch('/graph', graph);
    await settle();
    expect(heard).toHaveLength(51);
  });

  test('after a stop the page has its own functions back, and those it kept are silent', async () => {
    const { scope, nativeFetch, heard, ready, sayStop, settle } = start(answer(items));
    const { open: openKept } = scope.XMLHttpRequest.prototype;
    const kept = scope.fetch;
    ready();
    await settle();
    sayStop();
    await settle();
    expect(scope.fetch).toBe(nativeFetch);
    expect(scope.XMLHttpRequest.prototype.open).not.toBe(openKept);
    expect(await (await kept('/graph', graph)).json()).toEqual(items);
    await settle();
    expect(heard).toEqual([]);
  });

  test('a function that the page has wrapped itself stays wrapped after a stop, and works', async () => {
    const { scope, stop } = start(answer(items));
    const ours = scope.fetch;
    const wrapped = (...args: Parameters<typeof fetch>) => ours(...args);
    scope.fetch = wrapped;
    stop();
    expect(scope.fetch).toBe(wrapped);
    expect(await (await scope.fetch('/graph', graph)).json()).toEqual(items);
  });
});

describe('parsing', () => {
  test('ids of 19 digits stay exact, as texts; other numbers stay numbers', () => {
    expect(parseExact('{"id":6933012345678901234,"n":12,"f":1.5,"e":1e30,"neg":-6933012345678901234}')).toEqual({
      id: '6933012345678901234',
      n: 12,
      f: 1.5,
      e: 1e30,
      neg: '-6933012345678901234',
    });
    expect(parseExact('{"id":"6933012345678901234"}')).toEqual({ id: '6933012345678901234' });
  });

  test('come through the tap exact', async () => {
    const { scope, heard, ready, settle } = start(answer('{"data":{"total":1,"items":[{"id":6933012345678901234,"name":"x"}]}}'));
    ready();
    await scope.fetch('/graph', graph);
    await settle();
    expect(heard[0]?.payload).toEqual({ data: { total: 1, items: [{ id: '6933012345678901234', name: 'x' }] } });
  });
});
