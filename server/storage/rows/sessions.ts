import type { Insertable } from 'kysely';
import type { Row, Rows, Tables } from './tables.ts';

export type SessionRow = Row<'sessions'>;

export async function findSession(rows: Rows, hash: string): Promise<SessionRow | undefined> {
  return rows.selectFrom('sessions').selectAll().where('hash', '=', hash).executeTakeFirst();
}

export async function insertSession(tx: Rows, session: Insertable<Tables['sessions']>): Promise<void> {
  await tx.insertInto('sessions').values(session).execute();
}

export async function touchSession(tx: Rows, hash: string, usedAt: number): Promise<void> {
  await tx.updateTable('sessions').set({ used_at: usedAt }).where('hash', '=', hash).execute();
}

export async function deleteSession(tx: Rows, hash: string): Promise<void> {
  await tx.deleteFrom('sessions').where('hash', '=', hash).execute();
}

export async function deleteExpiredSessions(tx: Rows, now: number): Promise<void> {
  await tx.deleteFrom('sessions').where('expires_at', '<=', now).execute();
}
