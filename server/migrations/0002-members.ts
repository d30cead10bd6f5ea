import type { Kysely } from 'kysely';

/** Members limited to shops; codes that set a password; who did what; how often somebody asks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('members')
    .addColumn('limited', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();

  await db.schema
    .createTable('member_shops')
    .addColumn('org', 'text', (column) => column.notNull())
    .addColumn('member', 'text', (column) => column.notNull())
    .addColumn('shop', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('member_shops_pk', ['org', 'member', 'shop'])
    .execute();

  await db.schema
    .createTable('codes')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('org', 'text', (column) => column.notNull())
    .addColumn('member', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('codes_member', ['org', 'member'])
    .execute();

  await db.schema
    .createTable('audit')
    .addColumn('org', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('member', 'text')
    .addColumn('device', 'text')
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('whom', 'text')
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('audit_pk', ['org', 'id'])
    .execute();

  await db.schema
    .createTable('rates')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('minute', 'bigint', (column) => column.notNull())
    .addColumn('taken', 'integer', (column) => column.notNull())
    .execute();

  await db.schema.createIndex('devices_member').on('devices').columns(['org', 'member']).execute();
  await db.schema.createIndex('tokens_device').on('tokens').columns(['org', 'device']).execute();
}
