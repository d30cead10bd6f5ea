import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { BackupError, headerOf, openFile, sealFile } from '@/lib/backup/file';
import { recoveryCode, type Secret, secretOf } from '@/lib/backup/secret';
import { seal, unseal } from '@/server/backup/sealed';

const of = { madeAt: '2026-11-25T02:00:00.000Z', orgName: '山茶小店' };
/** Cheap, for the test: what a passphrase costs is not what is tested. */
const kdf = { name: 'scrypt' as const, N: 2, r: 1, p: 1, salt: 'AAAAAAAAAAAAAAAAAAAAAA==' };

async function* from(lines: unknown[]) {
  yield* lines;
}
async function all(file: Blob, passphrase: string): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const line of openFile(file, passphrase)) lines.push(line);
  return lines;
}
const refusal = (file: Blob, passphrase = 'a good phrase') =>
  all(file, passphrase).then(
    () => 'opened',
    (error: unknown) => (error instanceof BackupError ? error.code : error),
  );
/** Random text: it does not pack, so that there are several chunks. */
const long = Array.from({ length: 400 }, (_, n) => ({
  n,
  text: Array.from(crypto.getRandomValues(new Uint8Array(6000)), (byte) => byte.toString(36)).join(''),
}));

describe('a backup file', () => {
  let secret: Secret;
  let file: Blob;
  let bytes: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    secret = await secretOf('a good phrase', kdf);
    file = await sealFile(from(long), secret, of);
    bytes = new Uint8Array(await file.arrayBuffer());
  });

  it('holds what was put in, says whose it is before it is opened, and shows nothing else', async () => {
    expect(file.size).toBeGreaterThan(2 << 20);
    expect(await all(file, 'a good phrase')).toEqual(long);
    expect((await headerOf(file)).header).toMatchObject(of);
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain(long[7]?.text.slice(0, 40));
    expect(await all(await sealFile(from([]), secret, of), 'a good phrase')).toEqual([]);
  });

  it('two files of the same log have nothing in common', async () => {
    const again = new Uint8Array(await (await sealFile(from(long.slice(0, 3)), secret, of)).arrayBuffer());
    const other = new Uint8Array(await (await sealFile(from(long.slice(0, 3)), secret, of)).arrayBuffer());
    expect(Buffer.from(again.slice(-40)).equals(Buffer.from(other.slice(-40)))).toBe(false);
  });

  it('a wrong passphrase is told from a damaged file', async () => {
    expect(await refusal(file, 'a bad phrase')).toBe('wrong-secret');
    expect(await refusal(new Blob(['{"name":"x"}\n']))).toBe('not-a-backup');
    expect(await refusal(new Blob([]))).toBe('not-a-backup');
    const newer = new TextDecoder('latin1').decode(bytes.slice(0, 60)).replace('"v":1', '"v":2');
    expect(await refusal(new Blob([newer, '}\n']))).toBe('not-a-backup');
    const header = JSON.parse(new TextDecoder().decode(bytes.slice(0, bytes.indexOf(10))));
    expect(await refusal(new Blob([`${JSON.stringify({ ...header, v: 2 })}\n`]))).toBe('newer');
  });

  it("a server's backup is told apart here, and a device's on a server", async () => {
    const ofServer = await buffer(seal(Readable.from([Buffer.from('{}')]), 'a good phrase'));
    expect(await refusal(new Blob([new Uint8Array(ofServer)]))).toBe('of-a-server');
    await expect(buffer(unseal(Readable.from([Buffer.from(bytes)]), 'a good phrase'))).rejects.toThrow(/backup of one device.*extension/);
  });

  it('[F10] thirty ways to damage it: each is noticed, whatever was changed, cut off, left out or moved', async () => {
    const start = bytes.indexOf(10) + 1;
    const length = new DataView(bytes.buffer).getUint32(start);
    const second = start + 4 + length;
    const changed = (at: number): Blob => {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ 1;
      return new Blob([copy]);
    };
    const faults: Blob[] = [
      new Blob([bytes.slice(0, -1)]),
      new Blob([bytes.slice(0, second)]),
      new Blob([bytes.slice(0, start)]),
      new Blob([bytes.slice(0, start), bytes.slice(second)]),
      new Blob([bytes, new Uint8Array(9)]),
      new Blob([bytes.slice(0, second), bytes.slice(start)]),
      ...Array.from({ length: 24 }, (_, n) => changed(start + Math.floor(((bytes.length - start - 1) * n) / 23))),
    ];
    expect(faults).toHaveLength(30);
    for (const [index, fault] of faults.entries()) expect([index, await refusal(fault)]).toEqual([index, 'damaged']);
    // What is told openly is sealed as well.
    const header = JSON.parse(new TextDecoder().decode(bytes.slice(0, start)));
    const renamed = new Blob([`${JSON.stringify({ ...header, orgName: 'Another' })}\n`, bytes.slice(start)]);
    expect(await refusal(renamed)).toBe('wrong-secret');
  });

  it('asks no more memory of us than a browser has, whatever the file says', async () => {
    const start = bytes.indexOf(10) + 1;
    const header = JSON.parse(new TextDecoder().decode(bytes.slice(0, start)));
    const greedy = { ...header, kdf: { ...kdf, N: 2 ** 30 } };
    expect(await refusal(new Blob([`${JSON.stringify(greedy)}\n`, bytes.slice(start)]))).toBe('damaged');
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(sealFile(from(long), secret, of, stop.signal)).rejects.toThrow();
  });
});

describe('a recovery code', () => {
  it('is 24 letters that cannot be mistaken, and may be typed as one likes', async () => {
    const code = recoveryCode();
    expect(code).toMatch(/^([A-HJKMNP-Z2-9]{4}-){5}[A-HJKMNP-Z2-9]{4}$/);
    expect(recoveryCode()).not.toBe(code);
    const file = await sealFile(from([1]), await secretOf(code, kdf), of);
    expect(await all(file, ` ${code.toLowerCase().replaceAll('-', ' ')}`)).toEqual([1]);
  });

  it('costs what it should', async () => {
    expect((await secretOf('x')).kdf).toMatchObject({ name: 'scrypt', N: 65_536, r: 8, p: 2 });
  });
});
