import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A shop seen through a door that counts who comes in. */
export interface CountingProxy {
  origin: string;
  /** `METHOD /path operation` → how often, since the start or the last reset. */
  counts(): Map<string, number>;
  reset(): void;
  close(): Promise<void>;
}

/** Polls that the shop's own page makes by the clock: how many there are depends on how long one looks. */
const polls = new Set(['GetAllJobs']);

/** The GraphQL operation in a request body: by its name, else out of the query's text. */
export function operationOf(body: string): string {
  try {
    const { operationName, query = '' } = JSON.parse(body) as { operationName?: string; query?: string };
    return operationName ?? /(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? 'unnamed';
  } catch {
    return '';
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Starts a proxy in front of `target` (an http origin) on a free port. `inject` is put first into every HTML document. */
export async function startCountingProxy(target: string, inject = ''): Promise<CountingProxy> {
  const to = new URL(target);
  const seen = new Map<string, number>();
  const server = createServer(async (incoming, answer) => {
    const body = await bodyOf(incoming);
    const { pathname } = new URL(incoming.url ?? '/', target);
    const operation = pathname.endsWith('-api') ? operationOf(body.toString('utf8')) : '';
    if (!polls.has(operation)) {
      const key = `${incoming.method} ${pathname} ${operation}`.trim();
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const onward = httpRequest(
      {
        host: to.hostname,
        port: to.port,
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, host: to.host, ...(inject === '' ? {} : { 'accept-encoding': 'identity' }) },
      },
      (response) => {
        const isDocument = inject !== '' && (response.headers['content-type'] ?? '').includes('text/html');
        if (!isDocument) {
          answer.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(answer);
          return;
        }
        const { 'content-length': _length, etag: _etag, ...headers } = response.headers;
        bodyOf(response).then((html) => {
          answer.writeHead(response.statusCode ?? 502, headers);
          answer.end(html.toString('utf8').replace('<head>', `<head>${inject}`));
        });
      },
    );
    onward.on('error', () => answer.writeHead(502).end());
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => new Map([...seen].sort(([a], [b]) => (a < b ? -1 : 1))),
    reset: () => seen.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What differs between two counts: `+2 key` means the second has two more. */
export function difference(first: Map<string, number>, second: Map<string, number>): string[] {
  const keys = new Set([...first.keys(), ...second.keys()]);
  return [...keys].flatMap((key) => {
    const by = (second.get(key) ?? 0) - (first.get(key) ?? 0);
    return by === 0 ? [] : [`${by > 0 ? '+' : ''}${by} ${key}`];
  });
}
