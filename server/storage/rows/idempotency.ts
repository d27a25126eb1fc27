import type { PersonId } from '#shared/model/ids.ts';
import type { Rows, Tables } from './tables.ts';

export type IdempotencyRow = Tables['idempotency'];

export async function findAnswer(rows: Rows, personId: PersonId, key: string): Promise<IdempotencyRow | undefined> {
  return rows
    .selectFrom('idempotency')
    .selectAll()
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Whether the answer was kept: none was there under its key. */
export async function insertAnswerOnce(tx: Rows, answer: IdempotencyRow): Promise<boolean> {
  const inserted = await tx
    .insertInto('idempotency')
    .values(answer)
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doNothing())
    .returning('key')
    .execute();
  return inserted.length === 1;
}

export async function deleteAnswersBefore(tx: Rows, at: number): Promise<void> {
  await tx.deleteFrom('idempotency').where('at', '<', at).execute();
}
