import { createCipheriv, createDecipheriv, randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { logFormat, serverFormat } from '../../lib/domain/backup.ts';

/**
 * A file that only its passphrase opens: one line of JSON, then the content in pieces of 64 KiB, each AES-256-GCM under a
 * key that scrypt makes of passphrase and salt. A piece's nonce is its number and whether it is the last (the STREAM
 * construction, as in age), the line is bound to each: cut, swapped, repeated or changed pieces do not open.
 */
const Header = z.strictObject({
  format: z.literal(serverFormat),
  v: z.literal(1),
  kdf: z.strictObject({ name: z.literal('scrypt'), n: z.literal(131_072), r: z.literal(8), p: z.literal(1) }),
  salt: z.base64(),
});
const kdf = { name: 'scrypt', n: 131_072, r: 8, p: 1 } as const;

const piece = 65_536;
const tagLength = 16;
const longestHeader = 1000;
export const shortestPassphrase = 12;

/** The file is not what it says, or the passphrase is not its own. The message ends with the next step. */
export class CannotOpen extends Error {}

/** Half a second and 128 MB, off the main thread: a server goes on answering meanwhile. */
const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

function keyFrom(passphrase: string, salt: Buffer): Promise<Buffer> {
  const memory = 128 * kdf.n * kdf.r;
  return derive(passphrase.normalize('NFC'), salt, 32, { N: kdf.n, r: kdf.r, p: kdf.p, maxmem: memory * 2 });
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Content to sealed content. */
export async function* seal(content: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(16);
  const header = Buffer.from(`${JSON.stringify({ format: serverFormat, v: 1, kdf, salt: salt.toString('base64') })}\n`);
  yield header;
  const key = await keyFrom(passphrase, salt);
  for await (const { part, number, last } of pieces(content, piece)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last)).setAAD(header);
    yield Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Sealed content to content, each piece checked before it is handed on. Throws CannotOpen. */
export async function* unseal(sealed: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const source = sealed[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (!start.includes(10)) {
    const { done, value } = await source.next();
    if (done || start.length > longestHeader) throw new CannotOpen('This is no backup of Shop Loupe. Give the file that `backup` made.');
    start = Buffer.concat([start, value]);
  }
  const end = start.indexOf(10) + 1;
  const header = start.subarray(0, end);
  const said = asJson(header.toString('utf8'));
  if (z.object({ format: z.literal(logFormat) }).safeParse(said).success)
    throw new CannotOpen('This is the backup of one device. Take it back in the extension: workbench, Storage & backup.');
  const parsed = Header.safeParse(said);
  if (!parsed.success)
    throw new CannotOpen('This is no backup of Shop Loupe, or a newer one. Give the file that `backup` made, or update the server.');
  const key = await keyFrom(passphrase, Buffer.from(parsed.data.salt, 'base64'));
  const rest = (async function* () {
    yield start.subarray(end);
    yield* { [Symbol.asyncIterator]: () => source };
  })();
  for await (const { part, number, last } of pieces(rest, piece + tagLength)) {
    if (part.length < tagLength) throw damaged();
    const open = createDecipheriv('aes-256-gcm', key, nonceOf(number, last)).setAAD(header);
    open.setAuthTag(part.subarray(part.length - tagLength));
    let plain: Buffer;
    try {
      plain = Buffer.concat([open.update(part.subarray(0, part.length - tagLength)), open.final()]);
    } catch {
      throw damaged();
    }
    yield plain;
  }
}

const damaged = () =>
  new CannotOpen('Wrong passphrase, or the backup is damaged or cut short. Check the passphrase, then take another copy.');

/** Cuts a stream into equal pieces; the last one may be shorter, and is known to be the last. */
async function* pieces(content: AsyncIterable<Buffer>, size: number): AsyncGenerator<{ part: Buffer; number: number; last: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  let number = 0;
  for await (const chunk of content) {
    held.push(chunk);
    length += chunk.length;
    // One full piece stays back: it may be the last.
    while (length > size) {
      const all = Buffer.concat(held);
      yield { part: all.subarray(0, size), number: number++, last: false };
      held = [all.subarray(size)];
      length -= size;
    }
  }
  yield { part: Buffer.concat(held), number, last: true };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
