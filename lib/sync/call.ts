/** `fetch` as it is used here, so that tests and other contexts bring their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type Called =
  | { kind: 'answer'; status: number /** Parsed JSON, or undefined where the body is none. */; json: unknown; retryAfter: string | null }
  /** No answer at all. `timedOut`: the connection stood, but 25 s were not enough. */
  | { kind: 'unreachable'; timedOut: boolean };

/** Under the 30 s after which the browser ends a worker that waits for an answer. */
const patienceMs = 25_000;
const gzipFrom = 2048;

/** One request. Never throws: what goes wrong on the way is a value. */
export async function call(
  fetch: Fetch,
  url: string,
  request: { method: 'GET' | 'POST'; token?: string; body?: unknown },
): Promise<Called> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (request.token !== undefined) headers.Authorization = `Bearer ${request.token}`;
  const init: RequestInit = {
    method: request.method,
    headers,
    // The token is all that speaks for us; nothing is followed, kept or told to others.
    credentials: 'omit',
    redirect: 'manual',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(patienceMs),
  };
  if (request.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    const text = JSON.stringify(request.body);
    const long = text.length > gzipFrom;
    if (long) headers['Content-Encoding'] = 'gzip';
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

function parsed(text: string): unknown {
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
