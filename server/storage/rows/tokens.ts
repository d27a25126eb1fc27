import type { PersonId, TokenId } from '#shared/model/ids.ts';
import type { Rows, Tables } from './tables.ts';

export type TokenRow = Tables['tokens'];

export async function findToken(rows: Rows, hash: string): Promise<TokenRow | undefined> {
  return rows.selectFrom('tokens').selectAll().where('hash', '=', hash).executeTakeFirst();
}

export async function insertToken(tx: Rows, token: TokenRow): Promise<void> {
  await tx.insertInto('tokens').values(token).execute();
}

export async function touchToken(tx: Rows, hash: string, usedAt: number): Promise<void> {
  await tx.updateTable('tokens').set({ used_at: usedAt }).where('hash', '=', hash).execute();
}

/** Newest first. */
export async function listTokensOf(rows: Rows, personId: PersonId): Promise<readonly TokenRow[]> {
  return rows
    .selectFrom('tokens')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** @returns whether the person had such a token */
export async function deleteTokenOf(tx: Rows, personId: PersonId, id: TokenId): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('tokens')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .returning('id')
    .execute();
  return deleted.length > 0;
}

export async function deleteTokensOf(tx: Rows, personId: PersonId): Promise<void> {
  await tx.deleteFrom('tokens').where('person_id', '=', personId).execute();
}
