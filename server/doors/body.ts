import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Context, Next } from 'hono';
import { problem } from '../problem.ts';

/** Of a request, as it travels and after unpacking. */
export const longestBody = 4 * 1024 * 1024;
const unpack = promisify(gunzip);
const tooLarge = (c: Context) => problem(c, 'too-large', 'This request is larger than 4 MB. Send fewer entries at a time.');

/** Reads the body up to the limit, unpacks gzip up to the same limit, and hands on plain bytes. */
export async function bodyDoor(c: Context, next: Next): Promise<Response | undefined> {
  const raw = c.req.raw;
  if (raw.method !== 'POST' || !raw.body) {
    await next();
    return;
  }
  const encoding = raw.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') return problem(c, 'bad-request', 'Only gzip is understood as a content encoding.');
  if (Number(raw.headers.get('content-length') ?? 0) > longestBody) return tooLarge(c);

  const sent = await readUpTo(raw.body, longestBody);
  if (!sent) return tooLarge(c);
  let plain: Uint8Array<ArrayBuffer> = sent;
  if (encoding === 'gzip') {
    try {
      plain = new Uint8Array(await unpack(sent, { maxOutputLength: longestBody }));
    } catch (error) {
      const bomb = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      return bomb ? tooLarge(c) : problem(c, 'bad-request', 'The gzip body is damaged. Send it again.');
    }
  }
  const headers = new Headers(raw.headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  c.req.raw = new Request(raw.url, { method: 'POST', headers, body: plain });
  await next();
  return;
}

async function readUpTo(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(Buffer.concat(parts));
    size += value.length;
    if (size > limit) {
      await reader.cancel().catch(() => {});
      return null;
    }
    parts.push(value);
  }
}
