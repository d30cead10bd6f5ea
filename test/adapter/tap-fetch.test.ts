import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Answers, answer, endWorlds, graph, items, start } from './tap-world';

afterEach(endWorlds);

describe('fetch', () => {
  test('a declared response is posted, pruned, with the page and its address', async () => {
    const { scope, heard, ready, settle } = start(answer(items));
    ready();
    await scope.fetch('/graph?lang=en', graph);
    await settle();
    expect(heard).toEqual([
      {
        page: 'x/p',
        response: 0,
        url: 'https://shop.example/admin/page',
        payload: { data: { total: 1, items: [{ id: '1', name: 'x' }] } },
      },
    ]);
    expect(JSON.stringify(heard)).not.toContain('canary');
  });

  test('without an operationName the query’s name counts; another operation does not', async () => {
    const { scope, heard, ready, settle } = start(answer(items));
    ready();
    await scope.fetch('/graph', { method: 'post', body: '{"query":"query List { a }"}' });
    await scope.fetch('/graph', { method: 'POST', body: '{"query":"query Other { a }"}' });
    await scope.fetch('/graph', { method: 'POST' });
    await scope.fetch('/graph');
    await settle();
    expect(heard).toHaveLength(1);
  });

  test('a Request carries its own method and body', async () => {
    const { scope, heard, ready, settle, requests } = start(answer(items));
    ready();
    const request = new Request('https://shop.example/graph', graph);
    await scope.fetch(request);
    await settle();
    expect(heard).toHaveLength(1);
    expect(requests).toHaveLength(1);
    // What the page's own request sends is still there to be sent.
    expect(request.bodyUsed).toBe(false);
    expect(await request.text()).toBe(graph.body);
  });

  test.each([
    ['another path', '/other', { '/other': { body: JSON.stringify(items) } }],
    ['a longer path', '/graph/x', { '/graph/x': { body: JSON.stringify(items) } }],
    ['another origin', 'https://evil.example/graph', answer(items)],
    ['an error status', '/graph', { '/graph': { status: 500, body: JSON.stringify(items) } }],
    ['an error body', '/graph', answer({ errors: [{ message: 'no' }], data: null })],
    ['an error beside data', '/graph', answer({ ...items, errors: [{ message: 'half' }] })],
    ['broken JSON', '/graph', answer('{"data":{"items":[')],
    ['no JSON', '/graph', { '/graph': { type: 'text/html', body: JSON.stringify(items) } }],
    ['an empty body', '/graph', answer('')],
    ['another shape', '/graph', answer({ data: { items: 'x' } })],
  ])('%s is not heard, and nothing breaks', async (_name, url, answers) => {
    const { scope, heard, ready, settle } = start(answers as Answers);
    ready();
    const response = await scope.fetch(url, graph);
    expect(await response.text()).toBe(Object.values(answers as Answers)[0]?.body);
    await settle();
    expect(heard).toEqual([]);
  });

  test('the page gets its very response, body unread, and the same errors', async () => {
    const { scope, ready } = start(answer(items));
    ready();
    const response = await scope.fetch('/graph', graph);
    expect(response.bodyUsed).toBe(false);
    expect(response.body).toBeInstanceOf(ReadableStream);
    expect(await response.json()).toEqual(items);
    await expect(scope.fetch('/gone', graph)).rejects.toThrow(new TypeError('Failed to fetch'));
    const abort = new AbortController();
    abort.abort();
    await expect(scope.fetch('/graph', { ...graph, signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('a rejection that the page does not handle is reported once, as without the tap', async () => {
    const { scope, ready } = start({});
    ready();
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    const before = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', listener);
    void scope.fetch('/graph', graph);
    await new Promise((resolve) => setTimeout(resolve, 30));
    process.removeListener('unhandledRejection', listener);
    for (const each of before) process.on('unhandledRejection', each);
    expect(unhandled).toHaveLength(1);
  });

  test('it looks like the native one', () => {
    const { scope, nativeFetch } = start({});
    expect(`${scope.fetch}`).toBe(`${nativeFetch}`);
    expect(scope.fetch.name).toBe('fetch');
    expect(scope.fetch.length).toBe(nativeFetch.length);
  });

  test('it makes no request of its own', async () => {
    const { scope, requests, ready, settle } = start(answer(items));
    ready();
    await scope.fetch('/graph', graph);
    await settle();
    expect(requests).toEqual([{ url: '/graph', init: graph }]);
  });

  test('nonsense goes to the native one as it is', async () => {
    const { scope, requests } = start(answer(items));
    const strange = {
      toString: () => {
        throw new Error('no text');
      },
    };
    expect(() => scope.fetch(strange as never)).toThrow('no text');
    await expect(scope.fetch('/graph', { method: 7, body: Symbol('x') } as never)).resolves.toBeInstanceOf(Response);
    expect(requests).toHaveLength(1);
  });

  test('what the page puts in place of natives later is not used', async () => {
    const { scope, heard, ready, settle } = start(answer(items));
    ready();
    const stolen = vi.fn(() => {
      throw new Error('patched');
    });
    const { clone, text } = Response.prototype;
    const { postMessage } = MessagePort.prototype;
    const { parse } = JSON;
    Object.assign(Response.prototype, { clone: stolen, text: stolen });
    MessagePort.prototype.postMessage = stolen as never;
    JSON.parse = stolen as never;
    try {
      await scope.fetch('/graph', { method: 'POST', body: '{"operationName":"List"}' });
      await settle();
    } finally {
      Object.assign(Response.prototype, { clone, text });
      MessagePort.prototype.postMessage = postMessage;
      JSON.parse = parse;
    }
    expect(heard).toHaveLength(1);
    expect(stolen).not.toHaveBeenCalled();
  });
});
