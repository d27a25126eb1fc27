import type { Database } from 'libsql';

/** All that libsql may be given: a boolean or a date would abort the whole process, even inside an array. */
type Bound = null | number | string | Uint8Array;

/** A row as its columns in the order of the query. */
type Row = readonly unknown[];

/** A statement prepared once; its parameters always go as one array, as libsql aborts on a lone object. */
export function prepareQuery(database: Database, text: string): (values: readonly Bound[]) => readonly Row[] {
  const statement = database.prepare(text).raw();
  return (values) => statement.all([...values]).map(rowOf);
}

export function prepareChange(database: Database, text: string): (values: readonly Bound[]) => number {
  const statement = database.prepare(text);
  return (values) => statement.run([...values]).changes;
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

function rowOf(value: unknown): Row {
  if (!Array.isArray(value)) throw new Error(`The store gave ${typeof value} for a row`);
  return value;
}
