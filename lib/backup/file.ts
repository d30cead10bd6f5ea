import { z } from 'zod';
import { logFormat, serverFormat } from '@/lib/domain/backup';
import { fromBase64, mostCost, type Secret, secretOf, toBase64 } from './secret';

/**
 * One encrypted file: a line of JSON, then chunks of AES-256-GCM, each with its length before it. A chunk's nonce is its number and
 * whether it is the last (the STREAM construction), so that none can be left out, moved or cut off. Inside: gzip of lines of JSON.
 */
const Header = z.object({
  format: z.literal(logFormat),
  v: z.int(),
  madeAt: z.iso.datetime(),
  /** Whose it is, to be told before it is opened. */
  orgName: z.string().max(200).nullable(),
  kdf: z.object({
    name: z.literal('scrypt'),
    N: z.int().min(2).max(mostCost.N),
    r: z.int().min(1).max(mostCost.r),
    p: z.int().min(1).max(mostCost.p),
    salt: z.base64().max(100),
  }),
  /** Base64, 32 bytes: makes this file's own key. */
  salt: z.base64().max(100),
  /** Base64: tells a wrong passphrase from a damaged file. */
  check: z.base64().max(100),
});
export type BackupHeader = z.infer<typeof Header>;

export class BackupError extends Error {
  readonly code: 'not-a-backup' | 'of-a-server' | 'newer' | 'wrong-secret' | 'damaged';

  constructor(code: BackupError['code']) {
    super(code);
    this.name = 'BackupError';
    this.code = code;
  }
}

const version = 1;
const chunkBytes = 1 << 20;
const longestHeader = 4096;
/** A longer line is none of ours. */
const longestLine = 64 << 20;
const checkNumber = 0xffff_ffff;

function nonce(number: number, isLast: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12);
  new DataView(bytes.buffer).setUint32(7, number);
  bytes[11] = isLast ? 1 : 0;
  return bytes;
}

async function fileKey({ master }: Secret, salt: string): Promise<CryptoKey> {
  const info = new TextEncoder().encode(`${logFormat} v1`);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: fromBase64(salt), info },
    master,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** What is told openly is bound to what is sealed: nobody swaps the one without the other. */
const bound = ({ check: _check, ...rest }: BackupHeader): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(rest));

/** Seals lines of JSON into one file. Reads no faster than it writes; `signal` ends it between two chunks. */
export async function sealFile(
  lines: AsyncIterable<unknown>,
  secret: Secret,
  of: { madeAt: string; orgName: string | null },
  signal?: AbortSignal,
): Promise<Blob> {
  const salt = toBase64(crypto.getRandomValues(new Uint8Array(32)));
  const key = await fileKey(secret, salt);
  const open: BackupHeader = { format: logFormat, v: version, ...of, kdf: secret.kdf, salt, check: '' };
  const additionalData = bound(open);
  const seal = async (bytes: Uint8Array<ArrayBuffer>, iv: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes));
  const check = toBase64(await seal(new Uint8Array(), nonce(checkNumber, true)));
  const parts: BlobPart[] = [`${JSON.stringify({ ...open, check })}\n`];

  const text = streamOf(linesOf(lines)).pipeThrough(new TextEncoderStream()).pipeThrough(new CompressionStream('gzip'));
  let number = 0;
  for await (const { bytes, isLast } of chunks(text)) {
    signal?.throwIfAborted();
    const sealed = await seal(bytes, nonce(number++, isLast));
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, sealed.length);
    parts.push(length, sealed);
  }
  return new Blob(parts, { type: 'application/octet-stream' });
}

async function* linesOf(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

/** Pieces of even size; the last one says so. */
async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<{ bytes: Uint8Array<ArrayBuffer>; isLast: boolean }> {
  let held = new Uint8Array();
  for await (const piece of stream) {
    const joined = new Uint8Array(held.length + piece.length);
    joined.set(held);
    joined.set(piece, held.length);
    held = joined;
    while (held.length > chunkBytes) {
      yield { bytes: held.slice(0, chunkBytes), isLast: false };
      held = held.slice(chunkBytes);
    }
  }
  yield { bytes: held, isLast: true };
}

/** What a file says of itself before it is opened. Throws BackupError. */
export async function headerOf(file: Blob): Promise<{ header: BackupHeader; at: number }> {
  const start = new Uint8Array(await file.slice(0, longestHeader).arrayBuffer());
  const end = start.indexOf(10);
  const raw = end < 0 ? null : json(new TextDecoder().decode(start.subarray(0, end)));
  const format = z.object({ format: z.enum([logFormat, serverFormat]), v: z.int() }).safeParse(raw);
  if (!format.success) throw new BackupError('not-a-backup');
  if (format.data.format === serverFormat) throw new BackupError('of-a-server');
  if (format.data.v > version) throw new BackupError('newer');
  const header = Header.safeParse(raw);
  if (!header.success) throw new BackupError('damaged');
  return { header: header.data, at: end + 1 };
}

/** The lines of a file, each as it was sealed. Throws BackupError: what came before is then to be thrown away. */
export async function* openFile(file: Blob, passphrase: string, progress: (share: number) => void = () => {}): AsyncGenerator<unknown> {
  const { header, at } = await headerOf(file);
  const key = await fileKey(await secretOf(passphrase, header.kdf), header.salt);
  const additionalData = bound(header);
  const unseal = async (bytes: Uint8Array<ArrayBuffer>, iv: Uint8Array<ArrayBuffer>, code: BackupError['code']) => {
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes));
    } catch {
      throw new BackupError(code);
    }
  };
  await unseal(fromBase64(header.check), nonce(checkNumber, true), 'wrong-secret');

  async function* plain(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    let place = at;
    for (let number = 0; place < file.size; number++) {
      const head = await file.slice(place, place + 4).arrayBuffer();
      if (head.byteLength < 4) throw new BackupError('damaged');
      const length = new DataView(head).getUint32(0);
      const isLast = place + 4 + length >= file.size;
      const sealed = new Uint8Array(await file.slice(place + 4, place + 4 + length).arrayBuffer());
      if (sealed.length !== length || length > chunkBytes + 16) throw new BackupError('damaged');
      yield await unseal(sealed, nonce(number, isLast), 'damaged');
      place += 4 + length;
      progress(place / file.size);
    }
    if (place === at) throw new BackupError('damaged');
  }

  let rest = '';
  try {
    const text = streamOf(plain()).pipeThrough(new DecompressionStream('gzip')).pipeThrough(new TextDecoderStream());
    for await (const piece of text) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestLine) throw new BackupError('damaged');
      for (const line of lines) yield json(line);
    }
  } catch (error) {
    // What the streams in between make of a broken chunk is another error.
    throw error instanceof BackupError ? error : new BackupError('damaged');
  }
  if (rest !== '') throw new BackupError('damaged');
}

/** Chromium has no `ReadableStream.from`. */
function streamOf<T>(pieces: AsyncGenerator<T>): ReadableStream<T> {
  return new ReadableStream<T>({
    async pull(control) {
      const { done, value } = await pieces.next();
      if (done) control.close();
      else control.enqueue(value);
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
