import { createHash } from 'node:crypto';
import type { PersonId } from '#shared/model/ids.ts';
import type { Context } from '#server/context.ts';
import { listMembershipsOf } from '#server/storage/rows/committees.ts';
import { findPerson, type PersonRow } from '#server/storage/rows/people.ts';
import { findSession, touchSession, type SessionRow } from '#server/storage/rows/sessions.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { findToken, touchToken } from '#server/storage/rows/tokens.ts';

/** Who calls, once the cookie, the token or the command line said so. */
export interface Caller {
  readonly personId: PersonId;
  readonly login: string;
  readonly name: string;
  readonly admin: boolean;
  /** Signed in through the demo. */
  readonly demo: boolean;
  /** Hash of the session's id; null for a token and for the command line. */
  readonly sessionHash: string | null;
  /** Hash of the personal token, for a call that bears one. */
  readonly tokenHash?: string;
}

/** What a call bears to say who makes it. */
export interface Credentials {
  /** As in the cookie. */
  readonly sessionId?: string | undefined;
  /** As in `Authorization: Bearer`, or in the query of a live connection. */
  readonly token?: string | undefined;
}

const HOUR_MS = 60 * 60 * 1000;
const IDLE_MS = 12 * HOUR_MS;
/** Who only administers works in short visits, on pages that can change accounts. */
const IDLE_ADMIN_MS = HOUR_MS / 2;
/** However busy it is, a session ends then. */
export const SESSION_MS = 14 * 24 * HOUR_MS;
/** Noting every use would make each reading a write. */
const TOUCH_EVERY_MS = 60 * 1000;

/** Of one store: when each session or token, by its hash, was last used, whether or not that could be written down. Oldest first. */
const uses = new WeakMap<Rows, Map<string, number>>();

/** What is kept of a session's id or a token: who reads the database can't use it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** The person behind a call; undefined where the cookie or token is unknown, over or idle for too long. A token goes before a cookie. */
export async function identifyCaller(
  storage: Context['storage'],
  credentials: Credentials,
  now: number,
): Promise<Caller | undefined> {
  if (credentials.token !== undefined) return identifyByToken(storage, hashSecret(credentials.token), now);
  if (credentials.sessionId !== undefined) return identifyBySession(storage, hashSecret(credentials.sessionId), now);
  return undefined;
}

/** Whether what the caller came in with still holds: asked again for whoever stays connected. */
export async function isCallerAlive(rows: Rows, caller: Caller, now: number): Promise<boolean> {
  const person = await findPerson(rows, caller.personId);
  if (person === undefined || person.deactivated_at !== null) return false;
  if (caller.sessionHash !== null) {
    const session = await findSession(rows, caller.sessionHash);
    return session !== undefined && (await isSessionAlive(rows, session, person, now));
  }
  if (caller.tokenHash === undefined) return true;
  const token = await findToken(rows, caller.tokenHash);
  return token !== undefined && token.expires_at > now;
}

async function identifyBySession(storage: Context['storage'], hash: string, now: number): Promise<Caller | undefined> {
  const session = await findSession(storage.rows, hash);
  if (session === undefined) return undefined;
  const person = await findPerson(storage.rows, session.person_id);
  if (person === undefined || person.deactivated_at !== null) return undefined;
  if (!(await isSessionAlive(storage.rows, session, person, now))) return undefined;
  if (now - lastUse(storage.rows, hash, session.used_at) >= TOUCH_EVERY_MS) {
    noteUse(storage, hash, now, (tx) => touchSession(tx, hash, now));
  }
  return { ...callerOf(person), demo: session.demo === 1, sessionHash: hash };
}

async function identifyByToken(storage: Context['storage'], hash: string, now: number): Promise<Caller | undefined> {
  const token = await findToken(storage.rows, hash);
  if (token === undefined || token.expires_at <= now) return undefined;
  const person = await findPerson(storage.rows, token.person_id);
  if (person === undefined || person.deactivated_at !== null) return undefined;
  if (now - lastUse(storage.rows, hash, token.used_at) >= TOUCH_EVERY_MS) {
    noteUse(storage, hash, now, (tx) => touchToken(tx, hash, now));
  }
  return { ...callerOf(person), demo: false, sessionHash: null, tokenHash: hash };
}

function lastUse(rows: Rows, hash: string, writtenAt: number | null): number {
  return Math.max(writtenAt ?? 0, uses.get(rows)?.get(hash) ?? 0);
}

/** Written on the side: who reads waits for no writer, and reads on where the disk is full. */
function noteUse(storage: Context['storage'], hash: string, now: number, touch: (tx: Rows) => Promise<void>): void {
  const noted = uses.get(storage.rows) ?? new Map<string, number>();
  uses.set(storage.rows, noted);
  noted.delete(hash);
  noted.set(hash, now);
  for (const [other, at] of noted) {
    if (at > now - IDLE_MS) break;
    noted.delete(other);
  }
  // A use that was not written counts all the same, and the next one is tried again after a minute.
  storage.transact(touch).catch(() => undefined);
}

function callerOf(person: PersonRow): Pick<Caller, 'personId' | 'login' | 'name' | 'admin'> {
  return { personId: person.id, login: person.login, name: person.name, admin: person.admin === 1 };
}

async function isSessionAlive(rows: Rows, session: SessionRow, person: PersonRow, now: number): Promise<boolean> {
  if (session.expires_at <= now) return false;
  const idleMs = now - lastUse(rows, session.hash, session.used_at);
  if (idleMs < IDLE_ADMIN_MS) return true;
  if (idleMs >= IDLE_MS) return false;
  return person.admin === 0 || (await listMembershipsOf(rows, person.id)).length > 0;
}
