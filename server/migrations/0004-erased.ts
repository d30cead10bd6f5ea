import type { Kysely } from 'kysely';

/** Since when what was made of the events may still say what was erased in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('organisations')
    .addColumn('erased', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
}
