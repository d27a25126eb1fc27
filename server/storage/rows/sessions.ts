import type { Insertable } from 'kysely';
import type { PersonId, SessionId } from '#shared/model/ids.ts';
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

export async function hasDemoSessions(rows: Rows): Promise<boolean> {
  const found = await rows.selectFrom('sessions').select('hash').where('demo', '=', 1).limit(1).executeTakeFirst();
  return found !== undefined;
}

export async function deleteDemoSessions(tx: Rows): Promise<void> {
  await tx.deleteFrom('sessions').where('demo', '=', 1).execute();
}

export async function deleteExpiredSessions(tx: Rows, now: number): Promise<void> {
  await tx.deleteFrom('sessions').where('expires_at', '<=', now).execute();
}

/** Last used first. */
export async function listSessionsOf(rows: Rows, personId: PersonId, now: number): Promise<readonly SessionRow[]> {
  return rows
    .selectFrom('sessions')
    .selectAll()
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('used_at', 'desc')
    .orderBy('id')
    .execute();
}

/** @returns whether the person had such a session */
export async function deleteSessionOf(tx: Rows, personId: PersonId, id: SessionId): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .returning('id')
    .execute();
  return deleted.length > 0;
}

/** All of a person's sessions, but the one with this hash. */
export async function deleteSessionsOf(tx: Rows, personId: PersonId, exceptHash: string | null): Promise<void> {
  const all = tx.deleteFrom('sessions').where('person_id', '=', personId);
  await (exceptHash === null ? all : all.where('hash', '<>', exceptHash)).execute();
}
