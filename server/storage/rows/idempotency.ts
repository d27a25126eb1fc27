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

export async function insertAnswer(tx: Rows, answer: IdempotencyRow): Promise<void> {
  await tx.insertInto('idempotency').values(answer).execute();
}

export async function deleteAnswersBefore(tx: Rows, at: number): Promise<void> {
  await tx.deleteFrom('idempotency').where('at', '<', at).execute();
}
