import type { Kysely } from 'kysely';

/** What is made from the events and can be made again: their segments, and what they come to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('segments')
    .addColumn('org', 'text', (column) => column.notNull())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('head', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('segments_pk', ['org', 'scope', 'place'])
    .execute();

  await db.schema
    .createTable('states')
    .addColumn('org', 'text', (column) => column.notNull())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('mark', 'text', (column) => column.notNull())
    .addColumn('rows', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('states_pk', ['org', 'scope'])
    .execute();

  await db.schema.createIndex('events_scope').on('events').columns(['org', 'scope', 'seq']).execute();
}
