import { DomainError } from '#shared/model/errors.ts';
import { idOf, type CommitteeId, type PersonId, type TokenId } from '#shared/model/ids.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import type { About, Me } from '#shared/protocol/session.ts';
import { hashSecret, type Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import { listDemoMemberships, listMembershipsOf } from '#server/storage/rows/committees.ts';
import { findPerson, findPersonByLogin, hasPeople, listDemoPeople } from '#server/storage/rows/people.ts';
import {
  deleteDemoSessions,
  deleteExpiredSessions,
  deleteSession,
  hasDemoSessions,
} from '#server/storage/rows/sessions.ts';
import { insertToken } from '#server/storage/rows/tokens.ts';
import { newSecret, openSession, type NewSession, type Visitor } from './open-session.ts';
import { guardOf } from './sign-in-guard.ts';
import { transact } from './transact.ts';

/** What the sign-in screen shows; `version` is the running program's. */
export async function about(context: Context, input: { readonly version: string }): Promise<About> {
  const setUp = !(await hasPeople(context.storage.rows));
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
  input: { readonly login: string; readonly password: string } & Visitor,
): Promise<NewSession> {
  const login = keptLogin(input.login);
  const guard = guardOf(context);
  const person = await guard.guard({ login, address: input.address }, context.now, async () => {
    const found = await findPersonByLogin(context.storage.rows, login);
    const isRight = await guard.isPassword(found?.password_hash ?? null, input.password);
    return isRight && found?.deactivated_at === null ? found : undefined;
  });
  if (person === undefined) throw new DomainError('session/wrong-password');
  const who = { personId: person.id, isDemo: false, userAgent: input.userAgent };
  return transact(context, async (tx) => {
    // Asked again: looking at a password takes its time, and whoever changed it meanwhile has ended what came in under the old one.
    const found = await findPerson(tx, person.id);
    if (found?.deactivated_at !== null || found.password_hash !== person.password_hash)
      throw new DomainError('session/wrong-password');
    return openSession(context, tx, who);
  });
}

/** Opens a session as a person of the founding example; while the demo is on and for no other person. */
export async function demoSignIn(
  context: Context,
  input: { readonly login: string } & Pick<Visitor, 'userAgent'>,
): Promise<NewSession> {
  if (!context.demo) throw new DomainError('session/demo-off');
  const person = await findPersonByLogin(context.storage.rows, keptLogin(input.login));
  if (person === undefined || person.demo === 0 || person.deactivated_at !== null) throw new DomainError('not_found');
  const who = { personId: person.id, isDemo: true, userAgent: input.userAgent };
  return transact(context, (tx) => openSession(context, tx, who));
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

/** For a start with the demo off: nobody stays who came in without a password. Writes nothing where nobody did. */
export async function endDemoSessions(context: Context): Promise<void> {
  if (context.demo || !(await hasDemoSessions(context.storage.rows))) return;
  await context.storage.transact(deleteDemoSessions);
}

/** Forgets sessions that are over. */
export async function forgetEndedSessions(context: Context): Promise<void> {
  await context.storage.transact((tx) => deleteExpiredSessions(tx, context.now()));
}

function keptLogin(login: string): string {
  return login.trim().normalize('NFC').toLowerCase();
}
