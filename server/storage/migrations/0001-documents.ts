import { type Kysely, sql } from 'kysely';

/** Documents, the log of their updates, and the chunks that rows of the log are sealed into. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('documents')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('lineage', 'text', (column) => column.notNull())
    .addColumn('schema_version', 'integer', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull())
    // Kept apart from the rows: their greatest number would fall back once sealed ones are deleted.
    .addColumn('last_seq', 'integer', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute();

  await db.schema
    .createTable('chunks')
    .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id'))
    .addColumn('id', 'integer', (column) => column.notNull())
    .addColumn('first_seq', 'integer', (column) => column.notNull())
    .addColumn('last_seq', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'blob', (column) => column.notNull())
    .addColumn('state_vector', 'blob', (column) => column.notNull())
    // The delete set as an update of its own: what a reader gets who has all the text of the chunk.
    .addColumn('deletions', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('chunks_key', ['document_id', 'id'])
    .modifyEnd(sql`strict`)
    .execute();

  await db.schema
    .createTable('updates')
    .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('client_ids', 'text', (column) => column.notNull())
    .addColumn('bytes', 'blob', (column) => column.notNull())
    .addColumn('hash', 'blob', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('chunk_id', 'integer')
    .addPrimaryKeyConstraint('updates_key', ['document_id', 'seq'])
    .addForeignKeyConstraint('updates_chunk', ['document_id', 'chunk_id'], 'chunks', ['document_id', 'id'])
    .modifyEnd(sql`strict`)
    .execute();

  await db.schema
    .createIndex('updates_open_hash')
    .unique()
    .on('updates')
    .columns(['document_id', 'hash'])
    .where(sql.ref('chunk_id'), 'is', null)
    .execute();
}
