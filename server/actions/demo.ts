import type { Context } from '#server/context.ts';
import { appendAudit, hasAuditEntry } from '#server/storage/rows/audit.ts';
import { listDemoPeople } from '#server/storage/rows/people.ts';
import { transact } from './transact.ts';

const PLAYED = 'demo.play';

/** Whether the founding example is in the store, and whole. */
export async function findDemo(context: Context): Promise<'absent' | 'cut off' | 'there'> {
  const { rows } = context.storage;
  if ((await listDemoPeople(rows)).length === 0) return 'absent';
  return (await hasAuditEntry(rows, PLAYED)) ? 'there' : 'cut off';
}

/** Notes that all of the founding example is in the store. */
export async function finishDemo(context: Context): Promise<void> {
  const entry = {
    at: context.now(),
    personId: null,
    action: PLAYED,
    objectKind: 'demo',
    objectId: 'demo',
    details: {},
  };
  await transact(context, (tx) => appendAudit(tx, entry));
}
