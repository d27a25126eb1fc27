import { randomBytes } from 'node:crypto';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type CommitteeId, type PersonId, type TokenId } from '#shared/model/ids.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import type { About, Me } from '#shared/protocol/session.ts';
import { hashSecret, SESSION_MS, type Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import { listDemoMemberships, listMembershipsOf } from '#server/storage/rows/committees.ts';
import {
  findPersonByLogin,
  hasPeople as hasPeopleRows,
  insertPerson,
  listDemoPeople,
  type PersonRow,
} from '#server/storage/rows/people.ts';
import { deleteExpiredSessions, deleteSession, insertSession } from '#server/storage/rows/sessions.ts';
import { insertToken } from '#server/storage/rows/tokens.ts';
import { guardOf } from './sign-in-guard.ts';
import { transact } from './transact.ts';

/** What goes into the cookie; only its hash is kept. */
export interface NewSession {
  readonly sessionId: string;
  readonly expiresAt: number;
}

/** What the sign-in screen shows; `version` is the running program's. */
export async function about(context: Context, input: { readonly version: string }): Promise<About> {
  const setUp = !(await hasPeople(context));
  if (!context.demo) return { version: input.version, demo: false, demoPeople: [], setUp };
  const people = await listDemoPeople(context.storage.rows);
  const memberships = await listDemoMemberships(context.storage.rows);
  return {
    version: input.version,
    demo: true,
    demoPeople: people.map((person) => ({
      login: person.login,
      name: person.name,
      roles: memberships.filter((one) => one.person_id === person.id).map((one) => one.role),
      admin: person.admin === 1,
    })),
    setUp,
  };
}

/** Opens a session for who knows the password. Unknown logins get the same answer after the same time. */
export async function signIn(
  context: Context,
  input: { readonly login: string; readonly password: string; readonly address: string },
): Promise<NewSession> {
  const login = keptLogin(input.login);
  const guard = guardOf(context);
  const person = await guard.guard({ login, address: input.address }, context.now, async () => {
    const found = await findPersonByLogin(context.storage.rows, login);
    const isRight = await guard.isPassword(found?.password_hash ?? null, input.password);
    return isRight ? found : undefined;
  });
  if (person === undefined) throw new DomainError('session/wrong-password');
  return openSession(context, person, false);
}

/** Opens a session as a person of the founding example; while the demo is on and for no other person. */
export async function demoSignIn(context: Context, input: { readonly login: string }): Promise<NewSession> {
  if (!context.demo) throw new DomainError('session/demo-off');
  const person = await findPersonByLogin(context.storage.rows, keptLogin(input.login));
  if (person === undefined || person.demo === 0) throw new DomainError('not_found');
  return openSession(context, person, true);
}

/** Ends the caller's session, with every live connection that it opened. A token stays. */
export async function signOut(context: Context, caller: Caller): Promise<void> {
  const { sessionHash, personId } = caller;
  if (sessionHash === null) return;
  await transact(context, async (tx, tell) => {
    await deleteSession(tx, sessionHash);
    tell({ kind: 'sessions', personId });
  });
}

/** Who is signed in, with their committees. */
export async function me(context: Context, caller: Caller): Promise<Me> {
  return {
    id: caller.personId,
    login: caller.login,
    name: caller.name,
    admin: caller.admin,
    demo: caller.demo,
    committees: await committeesOf(context, caller.personId),
  };
}

/** The committees of a person with their roles in each. */
export async function committeesOf(
  context: Pick<Context, 'storage'>,
  personId: PersonId,
): Promise<{ id: CommitteeId; title: string; roles: CommitteeRole[] }[]> {
  const memberships = await listMembershipsOf(context.storage.rows, personId);
  const committees = new Map<CommitteeId, { id: CommitteeId; title: string; roles: CommitteeRole[] }>();
  for (const { committee_id: id, title, role } of memberships) {
    const known = committees.get(id);
    if (known === undefined) committees.set(id, { id, title, roles: [role] });
    else known.roles.push(role);
  }
  return [...committees.values()];
}

/** For the command line: a personal token, shown this once. Throws `not_found` for an unknown login. */
export async function createToken(
  context: Context,
  input: { readonly login: string; readonly name: string; readonly days: number },
): Promise<{ readonly token: string }> {
  const token = newSecret();
  const now = context.now();
  await transact(context, async (tx) => {
    const person = await findPersonByLogin(tx, keptLogin(input.login));
    if (person === undefined) throw new DomainError('not_found');
    const id = idOf<TokenId>(context.newId());
    await insertToken(tx, {
      id,
      hash: hashSecret(token),
      person_id: person.id,
      name: input.name,
      created_at: now,
      expires_at: now + input.days * 24 * 60 * 60 * 1000,
      used_at: null,
    });
    await appendAudit(tx, {
      at: now,
      personId: null,
      action: 'token.create',
      objectKind: 'person',
      objectId: person.id,
      details: { tokenId: id, days: input.days },
    });
  });
  return { token };
}

/** For the command line: a person who may administer. Throws `state_conflict` when the login is taken. */
export async function createAdmin(
  context: Context,
  input: { readonly login: string; readonly name: string; readonly password: string },
): Promise<{ readonly id: PersonId }> {
  const login = keptLogin(input.login);
  const passwordHash = await guardOf(context).hashPassword(input.password);
  const id = idOf<PersonId>(context.newId());
  const now = context.now();
  await transact(context, async (tx) => {
    if ((await findPersonByLogin(tx, login)) !== undefined) throw new DomainError('state_conflict');
    await insertPerson(tx, {
      id,
      login,
      name: input.name.normalize('NFC'),
      title: '',
      admin: 1,
      demo: 0,
      password_hash: passwordHash,
      created_at: now,
    });
    await appendAudit(tx, {
      at: now,
      personId: null,
      action: 'person.createAdmin',
      objectKind: 'person',
      objectId: id,
      details: {},
    });
  });
  return { id };
}

/** Whether anybody but the demo's people is known here: a new installation says how to begin. */
export async function hasPeople(context: Context): Promise<boolean> {
  return hasPeopleRows(context.storage.rows);
}

/** Forgets sessions that are over. */
export async function forgetEndedSessions(context: Context): Promise<void> {
  await context.storage.transact((tx) => deleteExpiredSessions(tx, context.now()));
}

async function openSession(context: Context, person: PersonRow, isDemo: boolean): Promise<NewSession> {
  const sessionId = newSecret();
  const now = context.now();
  const expiresAt = now + SESSION_MS;
  await transact(context, async (tx) => {
    await insertSession(tx, {
      hash: hashSecret(sessionId),
      person_id: person.id,
      demo: isDemo ? 1 : 0,
      created_at: now,
      used_at: now,
      expires_at: expiresAt,
    });
  });
  return { sessionId, expiresAt };
}

function keptLogin(login: string): string {
  return login.trim().normalize('NFC').toLowerCase();
}

/** 256 bits. */
function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
