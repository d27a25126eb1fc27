import type { Caller } from '#server/access/caller.ts';
import type { AuditEntry } from '#server/domain/audit.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/** Notes what a person did to an object, in the transaction of the deed. `action` names it as `object.deed`. */
export async function noteDeed(
  tx: Rows,
  caller: Caller,
  action: `${string}.${string}`,
  { id, at, details }: { readonly id: string; readonly at: number; readonly details: AuditEntry['details'] },
): Promise<void> {
  const [objectKind = ''] = action.split('.');
  await appendAudit(tx, { at, personId: caller.personId, action, objectKind, objectId: id, details });
}
