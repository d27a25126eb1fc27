import { DomainError } from '#shared/model/errors.ts';
import { idOf, type SessionId, type TokenId } from '#shared/model/ids.ts';
import type { OwnSession, OwnToken } from '#shared/protocol/own.ts';
import { checkPassword } from '#shared/rules/password.ts';
import { hashSecret, isCallerAlive, type Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import { revokeLinksOfPeople } from '#server/storage/rows/links.ts';
import { findPerson, updatePerson } from '#server/storage/rows/people.ts';
import { deleteSessionOf, deleteSessionsOf, listSessionsOf } from '#server/storage/rows/sessions.ts';
import { deleteTokenOf, insertToken, listTokensOf, type TokenRow } from '#server/storage/rows/tokens.ts';
import { newSecret } from './open-session.ts';
import { guardOf } from './sign-in-guard.ts';
import { transact } from './transact.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where the caller is signed in, last used first. */
export async function listSessions(context: Context, caller: Caller): Promise<{ items: OwnSession[] }> {
  const sessions = await listSessionsOf(context.storage.rows, caller.personId, context.now());
  return {
    items: sessions.map((session) => ({
      id: session.id,
      device: session.device,
      createdAt: session.created_at,
      usedAt: session.used_at,
      expiresAt: session.expires_at,
      isThis: session.hash === caller.sessionHash,
    })),
  };
}

/** Ends one of the caller's sessions, with every live connection that it opened. Throws `not_found` for anybody else's. */
export async function endSession(
  context: Context,
  caller: Caller,
  input: { readonly id: SessionId },
): Promise<undefined> {
  await transact(context, async (tx, tell) => {
    if (!(await deleteSessionOf(tx, caller.personId, input.id))) throw new DomainError('not_found');
    tell({ kind: 'sessions', personId: caller.personId });
  });
}

/** Ends every session of the caller but the one that asks. */
export async function endOtherSessions(context: Context, caller: Caller): Promise<undefined> {
  await transact(context, async (tx, tell) => {
    await deleteSessionsOf(tx, caller.personId, caller.sessionHash);
    tell({ kind: 'sessions', personId: caller.personId });
  });
}

/**
 * Changes the caller's password; their other sessions end, and the links that could set another. Guessing the old one is as slow as at the
 * door. Throws `password/…`.
 */
export async function changePassword(
  context: Context,
  caller: Caller,
  input: { readonly old: string; readonly new: string },
): Promise<undefined> {
  const { personId } = caller;
  const guard = guardOf(context);
  const person = await findPerson(context.storage.rows, personId);
  if (person === undefined) throw new DomainError('not_signed_in');
  const who = { login: person.login, address: personId };
  const isRight = await guard.guard(who, context.now, async () =>
    (await guard.isPassword(person.password_hash, input.old)) ? true : undefined,
  );
  if (isRight === undefined) throw new DomainError('password/wrong-old');
  const checked = checkPassword(input.new, person);
  if (!checked.ok) throw new DomainError(checked.code);
  const passwordHash = await guard.hashPassword(input.new);
  await transact(context, async (tx, tell) => {
    const at = context.now();
    // Asked again: hashing takes its time, and a newer password, as of a forgotten one, must not give way to whoever knew the old.
    if ((await findPerson(tx, personId))?.password_hash !== person.password_hash)
      throw new DomainError('password/wrong-old');
    await updatePerson(tx, personId, { password_hash: passwordHash });
    await deleteSessionsOf(tx, personId, caller.sessionHash);
    await revokeLinksOfPeople(tx, [personId], at);
    await appendAudit(tx, entryOf(caller, at, 'person.changePassword', {}));
    tell({ kind: 'sessions', personId });
  });
}

/** The caller's personal tokens, newest first. */
export async function listTokens(context: Context, caller: Caller): Promise<{ items: OwnToken[] }> {
  return { items: (await listTokensOf(context.storage.rows, caller.personId)).map(describeToken) };
}

/** A personal token, shown this once. Throws `token/session-needed` for a call by token: one that was found by others makes no more. */
export async function makeToken(
  context: Context,
  caller: Caller,
  input: { readonly name: string; readonly days: number },
): Promise<OwnToken & { token: string }> {
  if (caller.tokenHash !== undefined) throw new DomainError('token/session-needed');
  const token = newSecret();
  const at = context.now();
  const row: TokenRow = {
    id: idOf<TokenId>(context.newId()),
    hash: hashSecret(token),
    person_id: caller.personId,
    name: input.name,
    created_at: at,
    expires_at: at + input.days * DAY_MS,
    used_at: null,
  };
  return transact(context, async (tx) => {
    // Asked again: a token must not outlive the end of the session that makes it by coming a moment later.
    if (!(await isCallerAlive(tx, caller, at))) throw new DomainError('not_signed_in');
    await insertToken(tx, row);
    await appendAudit(tx, entryOf(caller, at, 'token.create', { tokenId: row.id, days: input.days }));
    return { ...describeToken(row), token };
  });
}

/** Ends a personal token, with every live connection that it opened. Throws `not_found` for anybody else's. */
export async function revokeToken(
  context: Context,
  caller: Caller,
  input: { readonly id: TokenId },
): Promise<undefined> {
  await transact(context, async (tx, tell) => {
    if (!(await deleteTokenOf(tx, caller.personId, input.id))) throw new DomainError('not_found');
    await appendAudit(tx, entryOf(caller, context.now(), 'token.revoke', { tokenId: input.id }));
    tell({ kind: 'sessions', personId: caller.personId });
  });
}

function describeToken({ id, name, created_at, expires_at, used_at }: TokenRow): OwnToken {
  return { id, name, createdAt: created_at, expiresAt: expires_at, usedAt: used_at };
}

function entryOf(caller: Caller, at: number, action: string, details: Readonly<Record<string, string | number>>) {
  return { at, personId: caller.personId, action, objectKind: 'person', objectId: caller.personId, details };
}
