import { createHash } from 'node:crypto';
import type { PersonId } from '#shared/model/ids.ts';

/** A deed as it is noted for good. `details` holds ids and states, never a text, a title or a name. */
export interface AuditEntry {
  readonly at: number;
  /** Null for what the program did by itself. */
  readonly personId: PersonId | null;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** What stands before the first entry. */
export const FIRST_HASH = '';

/**
 * Binds an entry to all before it: SHA-256 over the hash of the entry before and the canonical row, base64url. Changing, dropping or
 * reordering any entry changes every later hash, so the last one, kept elsewhere, vouches for the whole past.
 */
export function chainHash(previous: string, seq: number, entry: AuditEntry): string {
  const details = Object.entries(entry.details).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const row = [seq, entry.at, entry.personId, entry.action, entry.objectKind, entry.objectId, details];
  return createHash('sha256').update(previous).update('\n').update(JSON.stringify(row)).digest('base64url');
}
