/** `fetch` as it is used here, so that tests and other contexts bring their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type Called =
  | { kind: 'answer'; status: number /** Parsed JSON, or undefined where the body is none. */; json: unknown; retryAfter: string | null }
  /** No answer at all. `timedOut`: the connection stood, but 25 s were not enough. */
  | { kind: 'unreachable'; timedOut: boolean };

/** Under the 30 s after which the browser ends a worker that waits for an answer. */
const patienceMs = 25_000;
const gzipFrom = 2048;

/** The token is all that speaks for us; nothing is followed, kept or told to others. */
export function plainRequest(accept: string, token: string | undefined, signal: AbortSignal) {
  return {
    headers: { Accept: accept, ...(token !== undefined && { Authorization: `Bearer ${token}` }) } as Record<string, string>,
    credentials: 'omit',
    redirect: 'manual',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  } satisfies RequestInit;
}

/** One request. Never throws: what goes wrong on the way is a value. */
export async function call(
  fetch: Fetch,
  url: string,
  request: { method: 'GET' | 'POST'; token?: string; body?: unknown },
): Promise<Called> {
  const plain = plainRequest('application/json', request.token, AbortSignal.timeout(patienceMs));
  const init: RequestInit = { ...plain, method: request.method };
  if (request.body !== undefined) {
    plain.headers['Content-Type'] = 'application/json';
    const text = JSON.stringify(request.body);
    const long = text.length > gzipFrom;
    if (long) plain.headers['Content-Encoding'] = 'gzip';
    init.body = long ? await gzip(text) : text;
  }
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    return { kind: 'answer', status: response.status, json: parsed(text), retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    return { kind: 'unreachable', timedOut: error instanceof Error && error.name === 'TimeoutError' };
  }
}

async function gzip(text: string): Promise<ArrayBuffer> {
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}

/** Parsed JSON, or undefined where the text is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds of a Retry-After header, given as a number or a date; null without one. */
export function secondsOf(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null) return null;
  const seconds = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : Math.ceil((Date.parse(retryAfter) - now.getTime()) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
