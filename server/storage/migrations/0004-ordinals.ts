import { type Kysely, PostgresAdapter, sql } from 'kysely';

const TABLES = ['section_moves', 'submissions', 'versions', 'threads', 'messages', 'merges', 'jobs'];

/** The order in which rows were made, as instants don't tell it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  for (const table of TABLES) {
    await db.schema
      .alterTable(table)
      .addColumn('ordinal', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await (isPostgres ? numberByInstant(db, table) : numberAsInserted(db, table));
    await db.schema.createIndex(`${table}_by_ordinal`).unique().on(table).column('ordinal').execute();
  }
}

async function numberAsInserted(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`update ${sql.table(table)} set ordinal = rowid`.execute(db);
}

async function numberByInstant(db: Kysely<unknown>, table: string): Promise<void> {
  const instant = sql.ref(table === 'jobs' ? 'created_at' : 'at');
  await sql`
    update ${sql.table(table)} as numbered set ordinal = found.place
    from (select id, row_number() over (order by ${instant}, id) as place from ${sql.table(table)}) as found
    where found.id = numbered.id
  `.execute(db);
}
