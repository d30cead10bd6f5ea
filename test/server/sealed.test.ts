import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { CannotOpen, seal, unseal } from '../../server/backup/sealed.ts';

const passphrase = 'lantern kettle ribbon';
const sealed = (content: Buffer) => buffer(seal(Readable.from([content]), passphrase));
const opened = (content: Buffer, secret = passphrase) => buffer(unseal(Readable.from([content]), secret));
const piece = 65_536 + 16;

describe('a sealed file', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])('of %d bytes opens to what it was', async (size) => {
    const content = Buffer.alloc(size, 'abc');
    const file = await sealed(content);
    expect(file.includes('abcabc')).toBe(false);
    expect((await opened(file)).equals(content)).toBe(true);
    // However it is cut on the way.
    const drops = Array.from({ length: Math.ceil(file.length / 10_007) }, (_, index) =>
      file.subarray(index * 10_007, (index + 1) * 10_007),
    );
    expect((await buffer(unseal(Readable.from(drops), passphrase))).equals(content)).toBe(true);
  });

  it('never looks the same twice', async () => {
    const [one, two] = [await sealed(Buffer.from('x')), await sealed(Buffer.from('x'))];
    expect(one.equals(two)).toBe(false);
  });

  const content = Buffer.alloc(200_000, 'abc');
  const headOf = (file: Buffer) => file.indexOf(10) + 1;
  const damages: [string, (file: Buffer) => Buffer][] = [
    ['cut by a byte', (file) => file.subarray(0, -1)],
    ['cut between two pieces', (file) => file.subarray(0, headOf(file) + 2 * piece)],
    ['cut after its first line', (file) => file.subarray(0, headOf(file))],
    ['longer by a byte', (file) => Buffer.concat([file, Buffer.from('x')])],
    ['longer by a piece of its own', (file) => Buffer.concat([file, file.subarray(headOf(file), headOf(file) + piece)])],
    [
      'with two pieces swapped',
      (file) => {
        const at = headOf(file);
        return Buffer.concat([
          file.subarray(0, at),
          file.subarray(at + piece, at + 2 * piece),
          file.subarray(at, at + piece),
          file.subarray(at + 2 * piece),
        ]);
      },
    ],
    ['with a piece missing', (file) => Buffer.concat([file.subarray(0, headOf(file)), file.subarray(headOf(file) + piece)])],
    ['with another first line', (file) => Buffer.from(file.toString('latin1').replace('"v":1', '"v":1 '), 'latin1')],
    ['with weaker parameters in its first line', (file) => Buffer.from(file.toString('latin1').replace('131072', '16'), 'latin1')],
    ...[0.1, 0.5, 0.9, 0.9999].map((part): [string, (file: Buffer) => Buffer] => [
      `with a bit turned at ${part}`,
      (file) => {
        const turned = Buffer.from(file);
        const at = Math.floor(part * file.length);
        turned[at] = (turned[at] ?? 0) ^ 1;
        return turned;
      },
    ]),
    ['that is none', () => Buffer.from('PK\u0003\u0004 something else')],
    ['that is a long line', () => Buffer.alloc(5_000_000, 'x')],
    ['that is empty', () => Buffer.alloc(0)],
  ];
  it.each(damages)('%s does not open', async (_what, damage) => {
    await expect(opened(damage(await sealed(content)))).rejects.toThrow(CannotOpen);
  });

  it('does not open with another passphrase', async () => {
    await expect(opened(await sealed(content), 'lantern kettle ribbons')).rejects.toThrow(/Wrong passphrase/);
  });
});
