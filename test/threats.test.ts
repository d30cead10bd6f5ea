import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import list from './threats.json';

/** Threats (T) and faults (F): how each is met, and the tests that prove it, or why there is none yet. */
const Threats = z.array(
  z.strictObject({
    id: z.string().regex(/^[TF]\d+$/),
    what: z.string().min(10),
    defence: z.string().min(10),
    tests: z.array(z.strictObject({ file: z.string(), title: z.string().min(5) })),
    later: z.string().min(10).optional(),
  }),
);
const threats = Threats.parse(list);

/** A title, or a row of a table of titles, begins like this in the file. */
function holds(file: string, title: string): boolean {
  return existsSync(file) && ["'", '"', '`'].some((quote) => readFileSync(file, 'utf8').includes(quote + title));
}

describe('the list of threats and faults', () => {
  it('has T1 to T30 and F1 to F24, each once and in order', () => {
    const ids = [
      ...Array.from({ length: 30 }, (_, index) => `T${index + 1}`),
      ...Array.from({ length: 24 }, (_, index) => `F${index + 1}`),
    ];
    expect(threats.map(({ id }) => id)).toEqual(ids);
  });

  it.each(threats)('$id names a test, or says why there is none yet', ({ tests, later }) => {
    expect(tests.length > 0 || later !== undefined).toBe(true);
  });

  it.each(threats.flatMap(({ id, tests }) => tests.map((test) => ({ id, ...test }))))('$id: $file has "$title"', ({ file, title }) => {
    expect([file, existsSync(file)]).toEqual([file, true]);
    expect([file, title, holds(file, title)]).toEqual([file, title, true]);
  });

  it('would notice a test that is gone', () => {
    expect(holds('test/threats.test.ts', 'would notice a test that is gone')).toBe(true);
    expect(holds('test/threats.test.ts', ['no test', 'of this name'].join(' '))).toBe(false);
    expect(holds('test/no-such-file.ts', 'x')).toBe(false);
  });
});
