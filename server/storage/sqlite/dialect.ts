import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Rows } from '#server/storage/rows/tables.ts';
import type { Statement, StatementResult } from './statements.ts';

/** A handle on the rows whose every statement goes through `execute`: to a connection here, or as a message to the writer's thread. */
export function rowsOver(execute: (statement: Statement) => Promise<StatementResult>): Rows {
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new HandleDriver(new HandleConnection(execute)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return new Kysely({ dialect });
}

class HandleConnection implements DatabaseConnection {
  readonly #execute: (statement: Statement) => Promise<StatementResult>;

  constructor(execute: (statement: Statement) => Promise<StatementResult>) {
    this.#execute = execute;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, changes } = await this.#execute({ sql, parameters: parameters.map(withOwnBytes) });
    return { rows: rows.map(rowAs<Row>), numAffectedRows: BigInt(changes) };
  }

  // oxlint-disable-next-line require-yield -- The interface asks for a stream, which a store of this size has no use for.
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('The store gives all rows of a query at once');
  }
}

/** A transaction is opened by `Storage.transact` alone, so a handle can't begin one of its own. */
class HandleDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(): Promise<void> {
    throw new Error('A transaction is asked of the store, not of its rows');
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

/** Kysely knows the row's type from the query, and the columns are STRICT: this is where the one becomes the other. */
function rowAs<Row>(row: Readonly<Record<string, unknown>>): Row {
  return row as Row;
}

/** A view is sent to a thread with the whole buffer behind it, which may be far more than its own bytes. */
function withOwnBytes(value: unknown): unknown {
  return value instanceof Uint8Array && value.byteLength < value.buffer.byteLength ? new Uint8Array(value) : value;
}
