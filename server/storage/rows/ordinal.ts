import { type RawBuilder, sql } from 'kysely';
import type { Tables } from './tables.ts';

type OrderedTable = { [Name in keyof Tables]: 'ordinal' extends keyof Tables[Name] ? Name : never }[keyof Tables];

/** The place of a new row behind all others of its table. As transactions follow one another, no two rows get the same. */
export function nextOrdinal(table: OrderedTable): RawBuilder<number> {
  return sql<number>`(select coalesce(max(ordinal), 0) + 1 from ${sql.table(table)})`;
}
