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
