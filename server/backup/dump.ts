import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import { lastMigration } from '../database.ts';
import { lastingTables, type Row, type Snapshot } from './snapshot.ts';

/** What a backup says of itself, in its last line. */
export const Manifest = z.strictObject({
  createdAt: z.iso.datetime(),
  tables: z.record(z.string(), z.strictObject({ rows: z.int(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** Lines of a backup, JSON each: the start with the key of the receipts, the rows, the manifest. */
export const Line = z.union([
  z.strictObject({ start: z.strictObject({ migration: z.string(), secretKey: z.string() }) }),
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
  z.strictObject({ manifest: Manifest }),
]);

/** The same count and hash on the way out and on the way in. */
export class Counted {
  private readonly tables = new Map<string, { rows: number; hash: Hash }>();

  /** A table that may have no row. */
  expect(table: string): void {
    this.of(table);
  }

  private of(table: string) {
    const found = this.tables.get(table) ?? { rows: 0, hash: createHash('sha256') };
    this.tables.set(table, found);
    return found;
  }

  add(table: string, row: Row): void {
    const counted = this.of(table);
    counted.rows++;
    counted.hash.update(`${JSON.stringify(row)}\n`);
  }

  sums(): Manifest['tables'] {
    return Object.fromEntries([...this.tables].map(([table, { rows, hash }]) => [table, { rows, sha256: hash.copy().digest('hex') }]));
  }
}

/** The whole of a snapshot, line by line. `done` gets the manifest at the end. */
export async function* dump(
  { db, rows }: Snapshot,
  secretKey: string,
  now: Date,
  done: (manifest: Manifest) => void,
): AsyncGenerator<Buffer> {
  const tables = await lastingTables(db);
  const counted = new Counted();
  for (const table of tables) counted.expect(table);
  yield line({ start: { migration: await lastMigration(db), secretKey } });
  for (const table of tables) {
    for await (const row of rows(table)) {
      counted.add(table, row);
      yield line([table, row]);
    }
  }
  const manifest = { createdAt: now.toISOString(), tables: counted.sums() };
  yield line({ manifest });
  done(manifest);
}

const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

/** Cuts text into lines, as dump wrote them. */
export async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (let end = held.indexOf(10); end !== -1; end = held.indexOf(10)) {
      yield held.subarray(0, end).toString('utf8');
      held = held.subarray(end + 1);
    }
  }
  if (held.length > 0) yield held.toString('utf8');
}
