import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** People, committees, the outline and everything done with its texts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const form = formsOf(db);
  await makeCommittees(db, form);
  await makeOutline(db, form);
  await makeSubmissions(db, form);
  await makeThreads(db, form);
  await makeMerges(db, form);
  await makeSessions(db, form);
  await makeJobs(db, form);
  await makeAudit(db, form);
}

/** Where the databases differ: the whole numbers that hold an instant, and what makes SQLite keep to its columns' types. */
interface Forms {
  readonly instant: 'bigint' | 'integer';
  readonly share: 'double precision' | 'real';
  readonly end: ReturnType<typeof sql>;
}

function formsOf(db: Kysely<unknown>): Forms {
  return db.getExecutor().adapter instanceof PostgresAdapter
    ? { instant: 'bigint', share: 'double precision', end: sql`` }
    : { instant: 'integer', share: 'real', end: sql`strict` };
}

async function makeCommittees(db: Kysely<unknown>, form: Forms): Promise<void> {
  await db.schema
    .createTable('organisations')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('parent_name', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('abbreviation', 'text', (column) => column.notNull())
    .addColumn('profile', 'text', (column) => column.notNull())
    .addColumn('tone_style', 'text', (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();

  await db.schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('login', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('admin', 'integer', (column) => column.notNull())
    .addColumn('demo', 'integer', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('created_at', form.instant, (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();

  await db.schema
    .createTable('committees')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisations.id'))
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('congress', 'text', (column) => column.notNull())
    .addColumn('term', 'text', (column) => column.notNull())
    .addColumn('started_on', 'text', (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();

  await db.schema
    .createTable('memberships')
    .addColumn('committee_id', 'text', (column) => column.notNull().references('committees.id'))
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('memberships_key', ['committee_id', 'person_id', 'role'])
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('memberships_by_person').on('memberships').column('person_id').execute();
}

async function makeOutline(db: Kysely<unknown>, form: Forms): Promise<void> {
  await db.schema
    .createTable('reports')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('committee_id', 'text', (column) => column.notNull().references('committees.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('document_title', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('profile', 'text', (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('reports_by_committee').on('reports').columns(['committee_id', 'position']).execute();

  await db.schema
    .createTable('sections')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('report_id', 'text', (column) => column.notNull().references('reports.id'))
    .addColumn('parent_id', 'text', (column) => column.references('sections.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('numbering', 'text', (column) => column.notNull())
    .addColumn('guidance', 'text', (column) => column.notNull())
    .addColumn('elements_json', 'text', (column) => column.notNull())
    .addColumn('target_words', 'integer', (column) => column.notNull())
    .addColumn('document_id', 'text', (column) => column.references('documents.id'))
    .addColumn('owner_id', 'text', (column) => column.references('people.id'))
    .addColumn('approver_id', 'text', (column) => column.references('people.id'))
    .addColumn('start_on', 'text')
    .addColumn('due', 'text')
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('state_changed_at', form.instant)
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('sections_by_document').unique().on('sections').column('document_id').execute();
  await db.schema
    .createIndex('sections_by_place')
    .on('sections')
    .columns(['report_id', 'parent_id', 'position'])
    .execute();
  await db.schema.createIndex('sections_by_owner').on('sections').column('owner_id').execute();

  await db.schema
    .createTable('co_editors')
    .addColumn('section_id', 'text', (column) => column.notNull().references('sections.id'))
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addPrimaryKeyConstraint('co_editors_key', ['section_id', 'person_id'])
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('co_editors_by_person').on('co_editors').column('person_id').execute();

  await db.schema
    .createTable('parts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('report_id', 'text', (column) => column.notNull().references('reports.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('top_section_id', 'text', (column) => column.notNull().unique().references('sections.id'))
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id'))
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('parts_by_document').unique().on('parts').column('document_id').execute();
  await db.schema.createIndex('parts_by_report').on('parts').columns(['report_id', 'position']).execute();
}

async function makeSubmissions(db: Kysely<unknown>, form: Forms): Promise<void> {
  await db.schema
    .createTable('versions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('words', 'integer', (column) => column.notNull())
    .addColumn('content_json', 'text', (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('versions_by_document').on('versions').columns(['document_id', 'at']).execute();

  await db.schema
    .createTable('section_moves')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('section_id', 'text', (column) => column.notNull().references('sections.id'))
    .addColumn('move', 'text', (column) => column.notNull())
    .addColumn('from_state', 'text', (column) => column.notNull())
    .addColumn('to_state', 'text', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('version_id', 'text', (column) => column.references('versions.id'))
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('section_moves_by_section').on('section_moves').columns(['section_id', 'at']).execute();

  await db.schema
    .createTable('submissions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('section_id', 'text', (column) => column.notNull().references('sections.id'))
    .addColumn('version_id', 'text', (column) => column.notNull().references('versions.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.references('people.id'))
    .addColumn('decided_at', form.instant)
    .addColumn('reason', 'text', (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('submissions_by_section').on('submissions').columns(['section_id', 'at']).execute();
  // One section waits for one decision at a time, whatever two people press at once.
  await db.schema
    .createIndex('submissions_waiting')
    .unique()
    .on('submissions')
    .column('section_id')
    .where(sql.ref('state'), '=', sql.lit('submitted'))
    .execute();
}

async function makeThreads(db: Kysely<unknown>, form: Forms): Promise<void> {
  await db.schema
    .createTable('threads')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('block_id', 'text', (column) => column.notNull())
    .addColumn('quote', 'text', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('resolved_by', 'text', (column) => column.references('people.id'))
    .addColumn('resolved_at', form.instant)
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('threads_by_document').on('threads').columns(['document_id', 'at']).execute();

  await db.schema
    .createTable('messages')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull().references('threads.id'))
    .addColumn('by_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('mentions_json', 'text', (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('messages_by_thread').on('messages').columns(['thread_id', 'at']).execute();

  await db.schema
    .createTable('images')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id'))
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('size_bytes', 'integer', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('images_by_document').on('images').column('document_id').execute();
}

async function makeMerges(db: Kysely<unknown>, form: Forms): Promise<void> {
  await db.schema
    .createTable('merges')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('report_id', 'text', (column) => column.notNull().references('reports.id'))
    .addColumn('part_id', 'text', (column) => column.notNull().references('parts.id'))
    .addColumn('section_id', 'text', (column) => column.notNull().references('sections.id'))
    .addColumn('submission_id', 'text', (column) => column.notNull().references('submissions.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('base_version_id', 'text', (column) => column.references('versions.id'))
    .addColumn('theirs_version_id', 'text', (column) => column.notNull().references('versions.id'))
    .addColumn('ours_version_id', 'text', (column) => column.notNull().references('versions.id'))
    .addColumn('result_version_id', 'text', (column) => column.references('versions.id'))
    .addColumn('staged_json', 'text', (column) => column.notNull())
    .addColumn('decisions_json', 'text', (column) => column.notNull())
    .addColumn('refused_json', 'text', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('applied_by', 'text', (column) => column.references('people.id'))
    .addColumn('applied_at', form.instant)
    .addColumn('reverted_by', 'text', (column) => column.references('people.id'))
    .addColumn('reverted_at', form.instant)
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('merges_by_report').on('merges').columns(['report_id', 'at']).execute();
  await db.schema.createIndex('merges_by_part').on('merges').columns(['part_id', 'section_id', 'state']).execute();
  await db.schema.createIndex('merges_by_submission').on('merges').column('submission_id').execute();

  await db.schema
    .createTable('drafts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('report_id', 'text', (column) => column.notNull().references('reports.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('at', form.instant, (column) => column.notNull())
    .addUniqueConstraint('drafts_by_number', ['report_id', 'number'])
    .modifyEnd(form.end)
    .execute();

  await db.schema
    .createTable('draft_parts')
    .addColumn('draft_id', 'text', (column) => column.notNull().references('drafts.id'))
    .addColumn('part_id', 'text', (column) => column.notNull().references('parts.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('version_id', 'text', (column) => column.notNull().references('versions.id'))
    .addPrimaryKeyConstraint('draft_parts_key', ['draft_id', 'part_id'])
    .modifyEnd(form.end)
    .execute();
}

async function makeSessions(db: Kysely<unknown>, form: Forms): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('demo', 'integer', (column) => column.notNull())
    .addColumn('created_at', form.instant, (column) => column.notNull())
    .addColumn('used_at', form.instant, (column) => column.notNull())
    .addColumn('expires_at', form.instant, (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('sessions_by_person').on('sessions').column('person_id').execute();
  await db.schema.createIndex('sessions_by_end').on('sessions').column('expires_at').execute();

  await db.schema
    .createTable('tokens')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', form.instant, (column) => column.notNull())
    .addColumn('expires_at', form.instant, (column) => column.notNull())
    .addColumn('used_at', form.instant)
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('tokens_by_person').on('tokens').column('person_id').execute();
}

async function makeJobs(db: Kysely<unknown>, form: Forms): Promise<void> {
  await db.schema
    .createTable('files')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('size_bytes', 'integer', (column) => column.notNull())
    .addColumn('source_json', 'text', (column) => column.notNull())
    .addColumn('at', form.instant, (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('files_by_age').on('files').column('at').execute();

  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('payload_json', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('progress', form.share, (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('file_id', 'text', (column) => column.references('files.id'))
    .addColumn('code', 'text')
    .addColumn('merged', 'integer')
    .addColumn('with_conflicts', 'integer')
    .addColumn('created_at', form.instant, (column) => column.notNull())
    .addColumn('updated_at', form.instant, (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('jobs_by_state').on('jobs').columns(['state', 'created_at']).execute();
  await db.schema.createIndex('jobs_by_person').on('jobs').column('person_id').execute();

  await db.schema
    .createTable('idempotency')
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('at', form.instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_key', ['person_id', 'key'])
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('idempotency_by_age').on('idempotency').column('at').execute();
}

async function makeAudit(db: Kysely<unknown>, form: Forms): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('seq', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('at', form.instant, (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.references('people.id'))
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('object_kind', 'text', (column) => column.notNull())
    .addColumn('object_id', 'text', (column) => column.notNull())
    .addColumn('details_json', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .modifyEnd(form.end)
    .execute();
  await db.schema.createIndex('audit_by_object').on('audit').columns(['object_kind', 'object_id', 'seq']).execute();
}
