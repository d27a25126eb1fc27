import { chainHash, FIRST_HASH, type AuditEntry } from '#server/domain/audit.ts';
import type { Rows, Tables } from './tables.ts';

export type AuditRow = Tables['audit'];

/** Adds an entry at the end of the chain, in the transaction of the deed that it tells of. */
export async function appendAudit(tx: Rows, entry: AuditEntry): Promise<void> {
  const last = await tx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').executeTakeFirst();
  const seq = (last?.seq ?? 0) + 1;
  const row: AuditRow = {
    seq,
    at: entry.at,
    person_id: entry.personId,
    action: entry.action,
    object_kind: entry.objectKind,
    object_id: entry.objectId,
    details_json: JSON.stringify(entry.details),
    hash: chainHash(last?.hash ?? FIRST_HASH, seq, entry),
  };
  await tx.insertInto('audit').values(row).execute();
}

export async function hasAuditEntry(rows: Rows, action: string): Promise<boolean> {
  return (await rows.selectFrom('audit').select('seq').where('action', '=', action).executeTakeFirst()) !== undefined;
}

/** The next rows of the chain, at most `count`. */
export async function listAuditAfter(rows: Rows, seq: number, count: number): Promise<readonly AuditRow[]> {
  return rows.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(count).execute();
}
