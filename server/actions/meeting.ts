import { randomBytes } from 'node:crypto';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type ClaimId, type CommitteeId, type LinkId, type PersonId } from '#shared/model/ids.ts';
import type { ClaimState } from '#shared/model/person.ts';
import type { Claim } from '#shared/protocol/links.ts';
import { compareText } from '#shared/vietnamese/collation.ts';
import { authorizeCommittee } from '#server/access/authorize.ts';
import { hashSecret, type Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { claimStateOf, codeOf, linkStateOf, readSecret } from '#server/domain/links.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import { listMemberships } from '#server/storage/rows/committees.ts';
import {
  findClaim,
  findClaimByHash,
  findLink,
  findLinkByHash,
  insertClaim,
  insertLinks,
  listClaimed,
  listClaimsAfter,
  moveClaim,
  revokeLinksOfCommittee,
  type ClaimRow,
  type LinkRow,
} from '#server/storage/rows/links.ts';
import { findPerson, listPeople, type PersonRow } from '#server/storage/rows/people.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { guardSecret } from './address-guard.ts';
import { demandInvitable, newLink } from './links.ts';
import { newSecret } from './open-session.ts';
import { transact } from './transact.ts';

/**
 * A room of people comes in with one code. Whoever has it says which of the names is theirs; the inviter, who sees them, confirms; then they
 * set their password (`acceptLink`). The code by itself lets nobody in.
 */
const HOUR_MS = 60 * 60 * 1000;
const SHOWN_MS = 24 * HOUR_MS;

/** The code of a meeting, in place of an older one; names that were claimed by that stay claimed. */
export async function openMeeting(
  context: Context,
  caller: Caller,
  input: { readonly id: CommitteeId; readonly hours: number },
): Promise<{ id: LinkId; secret: string; path: string; expiresAt: number }> {
  const secret = codeOf(randomBytes(5));
  const at = context.now();
  const link = {
    ...newLink(context, 'meeting', secret),
    person_id: null,
    committee_id: input.id,
    by_id: caller.personId,
    at,
    expires_at: at + input.hours * HOUR_MS,
  };
  return transact(context, async (tx, tell) => {
    await authorizeCommittee(tx, caller, input.id, 'manage');
    await revokeLinksOfCommittee(tx, input.id, 'meeting', at);
    await insertLinks(tx, [link]);
    await appendAudit(tx, {
      at,
      personId: caller.personId,
      action: 'committee.openMeeting',
      objectKind: 'committee',
      objectId: input.id,
      details: { linkId: link.id, hours: input.hours },
    });
    tell({ kind: 'committee', committeeId: input.id });
    return { id: link.id, secret, path: `/moi#${secret}`, expiresAt: link.expires_at };
  });
}

/** The names that somebody in the room may say is theirs, in the order of a Vietnamese list. */
export async function listFreeNames(
  context: Context,
  input: { readonly secret: string; readonly address: string },
): Promise<{ items: { personId: PersonId; name: string; title: string }[] }> {
  const { rows } = context.storage;
  const link = await guardSecret(context, input, () => findMeeting(rows, input.secret));
  const now = context.now();
  const people = await listFreePeople(rows, committeeOf(link, now), now);
  return {
    items: people
      .map(({ id, name, title }) => ({ personId: id, name, title }))
      .toSorted((one, other) => compareText(one.name, other.name)),
  };
}

/** Notes that somebody in the room says a name is theirs. Of two at once one is heard; the other gets `claim/taken`. */
export async function claimName(
  context: Context,
  input: { readonly secret: string; readonly personId: PersonId; readonly address: string },
): Promise<{ claimSecret: string }> {
  const { id } = await guardSecret(context, input, () => findMeeting(context.storage.rows, input.secret));
  const claimSecret = newSecret();
  return transact(context, async (tx, tell) => {
    const at = context.now();
    const link = await findLink(tx, id);
    if (link === undefined) throw new DomainError('not_found');
    const committeeId = committeeOf(link, at);
    const free = await listFreePeople(tx, committeeId, at);
    if (!free.some(({ id }) => id === input.personId)) throw new DomainError('claim/taken');
    await insertClaim(tx, {
      id: idOf<ClaimId>(context.newId()),
      link_id: link.id,
      person_id: input.personId,
      secret_hash: hashSecret(claimSecret),
      state: 'waiting',
      at,
      decided_by: null,
      decided_at: null,
    });
    tell({ kind: 'committee', committeeId });
    return { claimSecret };
  });
}

/** What became of a claim, for the browser that made it. */
export async function lookAtClaim(
  context: Context,
  input: { readonly claimSecret: string; readonly address: string },
): Promise<{ state: ClaimState; name: string; login: string }> {
  const { rows } = context.storage;
  const { claimSecret: secret, address } = input;
  const claim = await guardSecret(context, { secret, address }, () => findClaimByHash(rows, hashSecret(secret)));
  const { state, person } = await describe(context, rows, claim);
  return { state, name: person.name, login: person.login };
}

/** Who said by a code of the last day which name is theirs, newest first. */
export async function listClaims(
  context: Context,
  caller: Caller,
  input: { readonly id: CommitteeId },
): Promise<{ items: Claim[] }> {
  const { rows } = context.storage;
  await authorizeCommittee(rows, caller, input.id, 'manage');
  const now = context.now();
  const claims = await listClaimsAfter(rows, input.id, now - SHOWN_MS);
  const people = new Map(
    (await listPeople(rows, [...new Set(claims.map((one) => one.person_id))])).map((one) => [one.id, one]),
  );
  return {
    items: claims.flatMap((claim) => {
      const person = people.get(claim.person_id);
      return person === undefined ? [] : [claimOf(claim, person, claimStateOf(claim, now))];
    }),
  };
}

/** Lets the one who claimed a name set its password. Throws `claim/not-waiting` when it was decided already. */
export async function confirmClaim(context: Context, caller: Caller, input: { readonly id: ClaimId }): Promise<Claim> {
  return decideClaim(context, caller, input.id, 'confirmed');
}

/** Makes the name free again. Throws `claim/not-waiting` when it was decided already. */
export async function refuseClaim(context: Context, caller: Caller, input: { readonly id: ClaimId }): Promise<Claim> {
  return decideClaim(context, caller, input.id, 'refused');
}

async function decideClaim(
  context: Context,
  caller: Caller,
  id: ClaimId,
  decision: 'confirmed' | 'refused',
): Promise<Claim> {
  return transact(context, async (tx, tell) => {
    const at = context.now();
    const claim = await findClaim(tx, id);
    const committeeId = claim && (await findLink(tx, claim.link_id))?.committee_id;
    if (claim === undefined || committeeId === undefined || committeeId === null) throw new DomainError('not_found');
    await authorizeCommittee(tx, caller, committeeId, 'manage');
    const { state, person } = await describe(context, tx, claim);
    if (state === 'expired') throw new DomainError('link/expired');
    if (decision === 'confirmed' && state === 'waiting') await demandInvitable(tx, caller, [person]);
    const move = { from: 'waiting', to: decision, decided: { by: caller.personId, at } } as const;
    if (!(await moveClaim(tx, id, move))) throw new DomainError('claim/not-waiting');
    await appendAudit(tx, {
      at,
      personId: caller.personId,
      action: `claim.${decision}`,
      objectKind: 'person',
      objectId: person.id,
      details: { claimId: id, committeeId },
    });
    tell({ kind: 'committee', committeeId });
    return claimOf(claim, person, decision);
  });
}

async function findMeeting(rows: Rows, secret: string): Promise<LinkRow | undefined> {
  const link = await findLinkByHash(rows, hashSecret(readSecret(secret)));
  return link?.kind === 'meeting' ? link : undefined;
}

/** The committee that meets. Throws for a code that is over. */
function committeeOf(link: LinkRow, now: number): CommitteeId {
  const state = linkStateOf(link, now);
  if (state !== 'usable') throw new DomainError(`link/${state}`);
  if (link.committee_id === null) throw new Error('A meeting has no committee');
  return link.committee_id;
}

/** Without a password, not claimed, and not of those who administer: those are not let in by the look of a face. */
async function listFreePeople(rows: Rows, committeeId: CommitteeId, now: number): Promise<readonly PersonRow[]> {
  const ids = [...new Set((await listMemberships(rows, committeeId)).map((one) => one.person_id))];
  const claimed = await listClaimed(rows, ids, now);
  const people = await listPeople(rows, ids);
  return people.filter(
    (one) => one.password_hash === null && one.deactivated_at === null && one.admin === 0 && !claimed.has(one.id),
  );
}

async function describe(
  context: Pick<Context, 'now'>,
  rows: Rows,
  claim: ClaimRow,
): Promise<{ readonly state: ClaimState; readonly person: PersonRow }> {
  const link = await findLink(rows, claim.link_id);
  const person = await findPerson(rows, claim.person_id);
  if (link === undefined || person === undefined) throw new Error(`The claim ${claim.id} is of nothing`);
  return { state: claimStateOf({ ...claim, expires_at: link.expires_at }, context.now()), person };
}

function claimOf(claim: ClaimRow, person: PersonRow, state: ClaimState): Claim {
  return { id: claim.id, personId: person.id, name: person.name, title: person.title, state, at: claim.at };
}
