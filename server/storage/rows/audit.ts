import { chainHash, FIRST_HASH, type AuditEntry } from '#server/domain/audit.ts';
import type { Rows, Tables } from './tables.ts';

export type AuditRow = Tables['audit'];

/** Adds an entry at the end of the chain, in the transaction of the deed that it tells of. */
export async function appendAudit(tx: Rows, entry: AuditEntry): Promise<void> {
  await appendAudits(tx, [entry]);
}

/** Many at once, in their order. In chunks: a database takes only so many values in one statement. */
export async function appendAudits(tx: Rows, entries: readonly AuditEntry[]): Promise<void> {
  // Kysely takes the first of all that it is given: without the limit every deed would read the whole chain.
  const last = await tx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  let { seq, hash } = last ?? { seq: 0, hash: FIRST_HASH };
  const rows = entries.map((entry) => {
    seq += 1;
    hash = chainHash(hash, seq, entry);
    return rowOf(seq, entry, hash);
  });
  for (let from = 0; from < rows.length; from += CHUNK) {
    await tx
      .insertInto('audit')
      .values(rows.slice(from, from + CHUNK))
      .execute();
  }
}

export async function hasAuditEntry(rows: Rows, action: string): Promise<boolean> {
  return (
    (await rows.selectFrom('audit').select('seq').where('action', '=', action).limit(1).executeTakeFirst()) !==
    undefined
  );
}

/** The next rows of the chain, at most `count`. */
export async function listAuditAfter(rows: Rows, seq: number, count: number): Promise<readonly AuditRow[]> {
  return rows.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(count).execute();
}

/** The entries of some kinds about one object, newest first, at most `count`; before one, or from the last. */
export async function listAuditOf(
  rows: Rows,
  about: Pick<AuditRow, 'object_kind' | 'object_id'> & { readonly actions: readonly AuditRow['action'][] },
  { before, count }: { readonly before: number | undefined; readonly count: number },
): Promise<readonly AuditRow[]> {
  const entries = rows
    .selectFrom('audit')
    .selectAll()
    .where('object_kind', '=', about.object_kind)
    .where('object_id', '=', about.object_id)
    .where('action', 'in', [...about.actions])
    .orderBy('seq', 'desc')
    .limit(count);
  return (before === undefined ? entries : entries.where('seq', '<', before)).execute();
}

function rowOf(seq: number, entry: AuditEntry, hash: string): AuditRow {
  return {
    seq,
    at: entry.at,
    person_id: entry.personId,
    action: entry.action,
    object_kind: entry.objectKind,
    object_id: entry.objectId,
    details_json: JSON.stringify(entry.details),
    hash,
  };
}

const CHUNK = 500;
