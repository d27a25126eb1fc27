import { randomBytes } from 'node:crypto';
import { idOf, type PersonId, type SessionId } from '#shared/model/ids.ts';
import { hashSecret, SESSION_MS } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { nameDevice } from '#server/domain/device.ts';
import { insertSession } from '#server/storage/rows/sessions.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/** What goes into the cookie; only its hash is kept. */
export interface NewSession {
  readonly sessionId: string;
  readonly expiresAt: number;
}

/** From where somebody comes in. */
export interface Visitor {
  readonly address: string;
  /** As the browser names itself; absent where it does not. */
  readonly userAgent?: string | undefined;
}

/** Opens a session, in the transaction of what it is opened for. */
export async function openSession(
  context: Pick<Context, 'now' | 'newId'>,
  tx: Rows,
  who: { readonly personId: PersonId; readonly isDemo: boolean; readonly userAgent?: string | undefined },
): Promise<NewSession> {
  const sessionId = newSecret();
  const now = context.now();
  const expiresAt = now + SESSION_MS;
  await insertSession(tx, {
    hash: hashSecret(sessionId),
    id: idOf<SessionId>(context.newId()),
    person_id: who.personId,
    demo: who.isDemo ? 1 : 0,
    device: nameDevice(who.userAgent ?? ''),
    created_at: now,
    used_at: now,
    expires_at: expiresAt,
  });
  return { sessionId, expiresAt };
}

/** 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
