import type { Database, Statement as Prepared } from 'libsql';

/** One statement as it travels to a connection. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export interface StatementResult {
  /** Blobs are `Uint8Array`. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly changes: number;
}

/** All that libsql may be given: a boolean, a date, `undefined` or a lone object aborts the whole process, with no exception to catch. */
type Bound = null | number | string | Uint8Array;

/** A row as its columns in the order of the query. */
type Row = readonly unknown[];

/** Statements are kept, as libsql grows with each one it prepares; this many shapes are far more than the program has. */
const KEPT_STATEMENTS = 500;

/** Runs statements of any shape on one connection, each prepared once. */
export function prepareRunner(database: Database): (statement: Statement) => StatementResult {
  const kept = new Map<string, Prepared<unknown[]>>();

  function prepare(sql: string): Prepared<unknown[]> {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const oldest = kept.keys().next();
    if (kept.size >= KEPT_STATEMENTS && oldest.done !== true) kept.delete(oldest.value);
    const prepared = database.prepare(sql);
    kept.set(sql, prepared);
    return prepared;
  }

  return ({ sql, parameters }) => {
    const values = boundValues(parameters);
    const statement = prepare(sql);
    if (!statement.reader) return { rows: [], changes: statement.run(values).changes };
    return { rows: statement.all(values).map(recordOf), changes: 0 };
  };
}

/** A query prepared once; its parameters always go as one array, as libsql aborts on a lone object. */
export function prepareQuery(database: Database, text: string): (values: readonly unknown[]) => readonly Row[] {
  const statement = database.prepare(text).raw();
  return (values) => statement.all(boundValues(values)).map(rowOf);
}

export function prepareChange(database: Database, text: string): (values: readonly unknown[]) => number {
  const statement = database.prepare(text);
  return (values) => statement.run(boundValues(values)).changes;
}

export function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw new Error(`The store gave ${typeof value} for a number`);
  return value;
}

export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`The store gave ${typeof value} for a text`);
  return value;
}

/** libsql gives a blob as `Buffer` from one call and as `ArrayBuffer` from another. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new Error(`The store gave ${typeof value} for bytes`);
}

/** The one gate before libsql: what it would abort on, or store as something else, is refused here. */
function boundValues(values: readonly unknown[]): Bound[] {
  return values.map((value) => {
    if (value === null || typeof value === 'string' || value instanceof Uint8Array) return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    const kind = typeof value === 'object' ? value.constructor.name : typeof value;
    throw new TypeError(`The store takes texts, finite numbers, bytes and null, not a value of kind ${kind}`);
  });
}

function rowOf(value: unknown): Row {
  if (!Array.isArray(value)) throw new Error(`The store gave ${typeof value} for a row`);
  return value;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error(`The store gave ${typeof value} for a row`);
  return Object.fromEntries(
    Object.entries(value).map(([name, column]): [string, unknown] => [
      name,
      column instanceof ArrayBuffer ? new Uint8Array(column) : column,
    ]),
  );
}
