import { DomainError } from '#shared/model/errors.ts';
import { idOf, type CommitteeId, type LinkId, type PersonId } from '#shared/model/ids.ts';
import type { LinkKind } from '#shared/model/person.ts';
import type { Invitation, LinkView } from '#shared/protocol/links.ts';
import { checkPassword } from '#shared/rules/password.ts';
import { mayChangeRoles } from '#shared/rules/rights.ts';
import { authorizeCommittee, findCommitteeAccess, type CommitteeAccess } from '#server/access/authorize.ts';
import { hashSecret, type Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { claimStateOf, linkStateOf, readSecret } from '#server/domain/links.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import { findCommittee, listMemberships, listMembershipsOfPeople } from '#server/storage/rows/committees.ts';
import {
  findClaimByHash,
  findLink,
  findLinkByHash,
  insertLinks,
  listLastInvitations,
  markLinkUsed,
  moveClaim,
  refuseClaimsOfPerson,
  revokeLink as revokeLinkRow,
  revokeLinksOfPeople,
  type ClaimRow,
  type LinkRow,
} from '#server/storage/rows/links.ts';
import { findPerson, hasPeople, listPeople, updatePerson, type PersonRow } from '#server/storage/rows/people.ts';
import { deleteSessionsOf } from '#server/storage/rows/sessions.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { deleteTokensOf } from '#server/storage/rows/tokens.ts';
import { guardSecret } from './address-guard.ts';
import { newSecret, openSession, type NewSession, type Visitor } from './open-session.ts';
import { guardOf } from './sign-in-guard.ts';
import { transact } from './transact.ts';

const INVITATION_MS = 72 * 60 * 60 * 1000;

/**
 * A personal link for each of these people of a committee, in place of older ones. Only for who has no password yet: to invite anybody else
 * would be to take their account. Who administers is invited by who administers; who is in other committees too, by who looks after those.
 */
export async function invite(
  context: Context,
  caller: Caller,
  input: { readonly id: CommitteeId; readonly personIds: readonly PersonId[] },
): Promise<{ items: { personId: PersonId; path: string; expiresAt: number }[] }> {
  const at = context.now();
  const expiresAt = at + INVITATION_MS;
  const personIds = [...new Set(input.personIds)];
  return transact(context, async (tx, tell) => {
    await authorizeCommittee(tx, caller, input.id, 'manage');
    const members = new Set((await listMemberships(tx, input.id)).map((one) => one.person_id));
    const people = (await listPeople(tx, personIds)).filter(({ id }) => members.has(id));
    if (people.length < personIds.length) throw new DomainError('not_found');
    await demandInvitable(tx, caller, people);
    await revokeLinksOfPeople(tx, personIds, at);
    const made = personIds.map((personId) => ({ personId, secret: newSecret() }));
    await insertLinks(
      tx,
      made.map(({ personId, secret }) => ({
        ...newLink(context, 'invitation', secret),
        person_id: personId,
        committee_id: input.id,
        by_id: caller.personId,
        at,
        expires_at: expiresAt,
      })),
    );
    await appendAudit(tx, {
      at,
      personId: caller.personId,
      action: 'committee.invite',
      objectKind: 'committee',
      objectId: input.id,
      details: { people: personIds.length },
    });
    tell({ kind: 'committee', committeeId: input.id });
    return { items: made.map(({ personId, secret }) => ({ personId, path: `/moi#${secret}`, expiresAt })) };
  });
}

/** The last invitation of each person into a committee, newest first. */
export async function listInvitations(
  context: Context,
  caller: Caller,
  input: { readonly id: CommitteeId },
): Promise<{ items: Invitation[] }> {
  const { rows } = context.storage;
  await authorizeCommittee(rows, caller, input.id, 'manage');
  const links = await listLastInvitations(rows, input.id);
  const ids = links.flatMap((link) => [link.person_id, link.by_id]).filter((id) => id !== null);
  const names = new Map((await listPeople(rows, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  const now = context.now();
  return {
    items: links.flatMap((link) => {
      const { id, person_id: personId, by_id: byId, at, expires_at: expiresAt } = link;
      if (personId === null) return [];
      const name = names.get(personId) ?? '';
      const by = byId === null ? '' : (names.get(byId) ?? '');
      return [{ id, personId, name, by, at, expiresAt, state: linkStateOf(link, now) }];
    }),
  };
}

/** Ends an invitation or a meeting's code; does nothing to one that is over already. */
export async function revokeLink(context: Context, caller: Caller, input: { readonly id: LinkId }): Promise<undefined> {
  const at = context.now();
  await transact(context, async (tx, tell) => {
    const link = await findLink(tx, input.id);
    const committeeId = link?.committee_id ?? null;
    if (link === undefined || committeeId === null) throw new DomainError('not_found');
    await authorizeCommittee(tx, caller, committeeId, 'manage');
    await revokeLinkRow(tx, link.id, at);
    await appendAudit(tx, {
      at,
      personId: caller.personId,
      action: 'link.revoke',
      objectKind: 'link',
      objectId: link.id,
      details: { kind: link.kind, committeeId },
    });
    tell({ kind: 'committee', committeeId });
  });
}

/** What a link is and whether it still is good. Writes nothing. Throws `not_found` for an unknown secret. */
export async function lookAtLink(
  context: Context,
  input: { readonly secret: string; readonly address: string },
): Promise<LinkView> {
  const { rows } = context.storage;
  const link = await guardSecret(context, input, () => findLinkByHash(rows, hashSecret(readSecret(input.secret))));
  const state = linkStateOf(link, context.now());
  const by = link.by_id === null ? '' : ((await findPerson(rows, link.by_id))?.name ?? '');
  const committee = link.committee_id === null ? null : ((await findCommittee(rows, link.committee_id))?.title ?? null);
  if (link.kind === 'setUp') {
    const isDone = await hasPeople(rows);
    return { kind: 'setUp', state: isDone ? 'used' : state, mayPlayDemo: context.turnDemoOn !== undefined };
  }
  if (link.kind === 'meeting')
    return { kind: 'meeting', state, committee: committee ?? '', by, expiresAt: link.expires_at };
  const { name, login } = await personOf(rows, link.person_id);
  return { kind: link.kind, state, name, login, committee, by, expiresAt: link.expires_at };
}

/**
 * Sets the password that a personal link or a confirmed claim is for, and signs in. The link is used up, and all others of the person end.
 * A new password in place of a forgotten one ends their sessions and tokens too. Throws `link/…`, `claim/…` or `password/…`.
 */
export async function acceptLink(
  context: Context,
  input: { readonly secret: string; readonly password: string } & Visitor,
): Promise<NewSession> {
  const { rows } = context.storage;
  const secretHash = hashSecret(input.secret);
  const entry = await guardSecret(context, input, () => findEntry(rows, secretHash));
  demandOpen(entry, context.now());
  const person = await personOf(rows, entry.personId);
  const checked = checkPassword(input.password, person);
  if (!checked.ok) throw new DomainError(checked.code);
  const passwordHash = await guardOf(context).hashPassword(input.password);
  return transact(context, async (tx, tell) => {
    const at = context.now();
    const found = await findEntry(tx, secretHash);
    if (found === undefined) throw new DomainError('not_found');
    demandOpen(found, at);
    const { deactivated_at: endedAt, password_hash: ownHash } = await personOf(tx, person.id);
    // Whose account was ended meanwhile has lost the way in; and whoever came in by another way since has a password of their own.
    if (endedAt !== null || (ownHash !== null && found.kind !== 'passwordReset')) throw new DomainError('link/revoked');
    await useUp(tx, found, at);
    await revokeLinksOfPeople(tx, [person.id], at);
    if (found.kind === 'passwordReset') {
      await deleteSessionsOf(tx, person.id, null);
      await deleteTokensOf(tx, person.id);
      tell({ kind: 'sessions', personId: person.id });
    }
    await updatePerson(tx, person.id, { password_hash: passwordHash });
    await appendAudit(tx, {
      at,
      personId: person.id,
      action: 'link.accept',
      objectKind: 'person',
      objectId: person.id,
      details: { kind: found.kind },
    });
    if (found.committeeId !== null) tell({ kind: 'committee', committeeId: found.committeeId });
    return openSession(context, tx, { personId: person.id, isDemo: false, userAgent: input.userAgent });
  });
}

/** A new link without what it is for. */
export function newLink(
  context: Pick<Context, 'newId'>,
  kind: LinkKind,
  secret: string,
): Pick<LinkRow, 'id' | 'hash' | 'kind' | 'used_at' | 'revoked_at'> {
  return { id: idOf<LinkId>(context.newId()), hash: hashSecret(secret), kind, used_at: null, revoked_at: null };
}

/**
 * Refuses to let the caller make a way in for these people. It leads to all that an account may do: whoever hands it out has to look after
 * all of their committees, or administer; and for the head of a committee be one who may name it.
 */
export async function demandInvitable(tx: Rows, caller: Caller, people: readonly PersonRow[]): Promise<void> {
  for (const person of people) {
    if (person.deactivated_at !== null) throw new DomainError('person/deactivated', { personId: person.id });
    if (person.password_hash !== null) throw new DomainError('person/has-password', { personId: person.id });
    if (person.admin === 1 && !caller.admin) throw new DomainError('forbidden');
  }
  const ids = people.map(({ id }) => id);
  const known = new Map<CommitteeId, CommitteeAccess | undefined>();
  for (const { committee_id: id, person_id: personId, role } of await listMembershipsOfPeople(tx, ids)) {
    if (!known.has(id)) known.set(id, await findCommitteeAccess(tx, caller, id));
    const access = known.get(id);
    if (!caller.admin && !access?.rights.includes('manage'))
      throw new DomainError('person/elsewhere-too', { personId });
    const mayName = access !== undefined && mayChangeRoles(access.standing, { from: [], to: [role] });
    if (role === 'chair' && !mayName) throw new DomainError('committee/chair-only', { personId });
  }
}

/**
 * Ends each way in of somebody who has no password yet, before they may do more than whoever made it could have let them in to
 * (`demandInvitable`).
 */
export async function endWaysIn(tx: Rows, caller: Caller, person: PersonRow, at: number): Promise<void> {
  if (person.password_hash !== null) return;
  await revokeLinksOfPeople(tx, [person.id], at);
  await refuseClaimsOfPerson(tx, person.id, { by: caller.personId, at });
}

/** A way in for one person: a personal link, or a claim of a name. */
type Entry = { readonly personId: PersonId; readonly committeeId: CommitteeId | null } & (
  | { readonly kind: 'invitation' | 'passwordReset'; readonly link: LinkRow }
  | { readonly kind: 'claim'; readonly claim: ClaimRow & { readonly expires_at: number } }
);

async function findEntry(rows: Rows, secretHash: string): Promise<Entry | undefined> {
  const link = await findLinkByHash(rows, secretHash);
  if (link !== undefined) {
    const { kind, person_id: personId, committee_id: committeeId } = link;
    if (personId === null || kind === 'setUp' || kind === 'meeting') return undefined;
    return { kind, personId, committeeId, link };
  }
  const claim = await findClaimByHash(rows, secretHash);
  const by = claim && (await findLink(rows, claim.link_id));
  if (claim === undefined || by === undefined) return undefined;
  const { person_id: personId } = claim;
  return { kind: 'claim', personId, committeeId: by.committee_id, claim: { ...claim, expires_at: by.expires_at } };
}

function demandOpen(entry: Entry, now: number): void {
  if (entry.kind !== 'claim') {
    const state = linkStateOf(entry.link, now);
    if (state !== 'usable') throw new DomainError(`link/${state}`);
    return;
  }
  const state = claimStateOf(entry.claim, now);
  if (state === 'waiting' || state === 'refused') throw new DomainError(`claim/${state}`);
  if (state !== 'confirmed') throw new DomainError(`link/${state}`);
}

async function useUp(tx: Rows, entry: Entry, at: number): Promise<void> {
  const isFirst =
    entry.kind === 'claim'
      ? await moveClaim(tx, entry.claim.id, { from: 'confirmed', to: 'used' })
      : await markLinkUsed(tx, entry.link.id, at);
  if (!isFirst) throw new DomainError('link/used');
}

async function personOf(rows: Rows, id: PersonId | null): Promise<PersonRow> {
  const person = id === null ? undefined : await findPerson(rows, id);
  if (person === undefined) throw new Error('A link leads to nobody');
  return person;
}
