import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** What an office sets up by itself: links to come in, roles that change, an outline with versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const form: Form = isPostgres ? { instant: 'bigint', end: sql`` } : { instant: 'integer', end: sql`strict` };
  await widenWhatIsThere(db, form);
  await makeLinks(db, form);
  await makeOutlineHistory(db, form);
}

/** Where the databases differ: the whole numbers that hold an instant, and what makes SQLite keep to its columns' types. */
interface Form {
  readonly instant: 'bigint' | 'integer';
  readonly end: ReturnType<typeof sql>;
}

async function widenWhatIsThere(db: Kysely<unknown>, form: Form): Promise<void> {
  const text = (table: string, column: string, usual: string) =>
    db.schema
      .alterTable(table)
      .addColumn(column, 'text', (added) => added.notNull().defaultTo(usual))
      .execute();

  await text('organisations', 'signature_form', 'onBehalfOfBody');
  await text('organisations', 'signature_body', '');
  await text('organisations', 'signer_position', '');
  await text('organisations', 'signer_name', '');
  await text('organisations', 'recipients_json', '[]');

  await db.schema.alterTable('people').addColumn('deactivated_at', form.instant).execute();

  await text('sessions', 'id', '');
  await sql`update sessions set id = substr(hash, 1, 16)`.execute(db);
  await text('sessions', 'device', '');

  await text('sections', 'product', '');
  await db.schema
    .alterTable('sections')
    .addColumn('row_version', 'integer', (added) => added.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable('sections').addColumn('deleted_at', form.instant).execute();
  await db.schema.alterTable('parts').addColumn('deleted_at', form.instant).execute();
}

async function makeLinks(db: Kysely<unknown>, form: Form): Promise<void> {
  await db.schema
    .createTable('links')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.references('people.id'))
    .addColumn('committee_id', 'text', (column) => column.references('committees.id'))
    .addColumn('by_id', 'text', (column) => column.references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('expires_at', form.instant, (column) => column.notNull())
    .addColumn('used_at', form.instant)
    .addColumn('revoked_at', form.instant)
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('links_by_person').on('links').column('person_id').execute();
  await db.schema.createIndex('links_by_committee').on('links').column('committee_id').execute();

  await db.schema
    .createTable('link_claims')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('link_id', 'text', (column) => column.notNull().references('links.id'))
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.references('people.id'))
    .addColumn('decided_at', form.instant)
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('link_claims_by_link').on('link_claims').columns(['link_id', 'at']).execute();
  await db.schema.createIndex('link_claims_by_person').on('link_claims').column('person_id').execute();
}

async function makeOutlineHistory(db: Kysely<unknown>, form: Form): Promise<void> {
  await db.schema
    .createTable('outline_versions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('report_id', 'text', (column) => column.notNull().references('reports.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('content_json', 'text', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('approved_by', 'text', (column) => column.references('people.id'))
    .addColumn('approved_at', form.instant)
    .addUniqueConstraint('outline_versions_by_number', ['report_id', 'number'])
    .modifyEnd(form.end)
    .execute();

  await db.schema
    .createTable('assignment_moves')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('section_id', 'text', (column) => column.notNull().references('sections.id'))
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema
    .createIndex('assignment_moves_by_section')
    .on('assignment_moves')
    .columns(['section_id', 'at'])
    .execute();
}
