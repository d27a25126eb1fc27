import type { ClaimId, CommitteeId, LinkId, PersonId } from '#shared/model/ids.ts';
import type { LinkKind } from '#shared/model/person.ts';
import type { Rows, Tables } from './tables.ts';

export type LinkRow = Tables['links'];
export type ClaimRow = Tables['link_claims'];

export async function findLinkByHash(rows: Rows, hash: string): Promise<LinkRow | undefined> {
  return rows.selectFrom('links').selectAll().where('hash', '=', hash).executeTakeFirst();
}

export async function findLink(rows: Rows, id: LinkId): Promise<LinkRow | undefined> {
  return rows.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirst();
}

/** In chunks: a database takes only so many values in one statement. */
export async function insertLinks(tx: Rows, links: readonly LinkRow[]): Promise<void> {
  for (let from = 0; from < links.length; from += CHUNK) {
    await tx
      .insertInto('links')
      .values(links.slice(from, from + CHUNK))
      .execute();
  }
}

/** @returns whether it was not used before, by anybody */
export async function markLinkUsed(tx: Rows, id: LinkId, at: number): Promise<boolean> {
  const marked = await tx
    .updateTable('links')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return marked !== undefined;
}

/** Ends links that nobody has used yet. */
export async function revokeLink(tx: Rows, id: LinkId, at: number): Promise<void> {
  await unused(tx, at).where('id', '=', id).execute();
}

export async function revokeLinksOfPeople(tx: Rows, personIds: readonly PersonId[], at: number): Promise<void> {
  await unused(tx, at)
    .where('person_id', 'in', [...personIds])
    .execute();
}

/** The invitations of one person into one committee. */
export async function revokeInvitations(
  tx: Rows,
  committeeId: CommitteeId,
  personId: PersonId,
  at: number,
): Promise<void> {
  await unused(tx, at).where('committee_id', '=', committeeId).where('person_id', '=', personId).execute();
}

export async function revokeLinksOfCommittee(
  tx: Rows,
  committeeId: CommitteeId,
  kind: LinkKind,
  at: number,
): Promise<void> {
  await unused(tx, at).where('committee_id', '=', committeeId).where('kind', '=', kind).execute();
}

export async function revokeLinksOfKind(tx: Rows, kind: LinkKind, at: number): Promise<void> {
  await unused(tx, at).where('kind', '=', kind).execute();
}

/** The newest invitation of each person into a committee, newest first. */
export async function listLastInvitations(rows: Rows, committeeId: CommitteeId): Promise<readonly LinkRow[]> {
  const found = await rows
    .selectFrom('links')
    .selectAll()
    .where('committee_id', '=', committeeId)
    .where('kind', '=', 'invitation')
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  const seen = new Set<PersonId | null>();
  return found.filter(({ person_id: personId }) => !seen.has(personId) && seen.add(personId));
}

/** Of these people, who has a personal link that still lets them in. */
export async function listInvited(
  rows: Rows,
  personIds: readonly PersonId[],
  now: number,
): Promise<ReadonlySet<PersonId>> {
  if (personIds.length === 0) return new Set();
  const found = await rows
    .selectFrom('links')
    .select('person_id')
    .where('person_id', 'in', [...personIds])
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  return new Set(found.flatMap((row) => row.person_id ?? []));
}

function unused(tx: Rows, at: number) {
  return tx.updateTable('links').set({ revoked_at: at }).where('used_at', 'is', null).where('revoked_at', 'is', null);
}

export async function findClaim(rows: Rows, id: ClaimId): Promise<ClaimRow | undefined> {
  return rows.selectFrom('link_claims').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findClaimByHash(rows: Rows, secretHash: string): Promise<ClaimRow | undefined> {
  return rows.selectFrom('link_claims').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst();
}

export async function insertClaim(tx: Rows, claim: ClaimRow): Promise<void> {
  await tx.insertInto('link_claims').values(claim).execute();
}

/** `decided`: by whom and when; what was decided before stays. @returns whether it was in that state before */
export async function moveClaim(
  tx: Rows,
  id: ClaimId,
  move: {
    readonly from: ClaimRow['state'];
    readonly to: ClaimRow['state'];
    readonly decided?: { readonly by: PersonId; readonly at: number };
  },
): Promise<boolean> {
  const { from, to, decided } = move;
  const moved = await tx
    .updateTable('link_claims')
    .set({ state: to, ...(decided === undefined ? {} : { decided_by: decided.by, decided_at: decided.at }) })
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}

/** Ends what a person's name was claimed by and not come in with, as if it had been refused. */
export async function refuseClaimsOfPerson(
  tx: Rows,
  personId: PersonId,
  decided: { readonly by: PersonId; readonly at: number },
): Promise<void> {
  await tx
    .updateTable('link_claims')
    .set({ state: 'refused', decided_by: decided.by, decided_at: decided.at })
    .where('person_id', '=', personId)
    .where('state', 'in', ['waiting', 'confirmed'])
    .execute();
}

/** Claims made by the codes of a committee that were good after a moment, newest first. */
export async function listClaimsAfter(
  rows: Rows,
  committeeId: CommitteeId,
  after: number,
): Promise<readonly (ClaimRow & { readonly expires_at: number })[]> {
  return rows
    .selectFrom('link_claims')
    .innerJoin('links', 'links.id', 'link_claims.link_id')
    .selectAll('link_claims')
    .select('links.expires_at as expires_at')
    .where('links.committee_id', '=', committeeId)
    .where('links.expires_at', '>', after)
    .orderBy('link_claims.at', 'desc')
    .orderBy('link_claims.id')
    .execute();
}

/** Of these people, who has claimed their name by a code that still is good, and was not refused. */
export async function listClaimed(
  rows: Rows,
  personIds: readonly PersonId[],
  now: number,
): Promise<ReadonlySet<PersonId>> {
  if (personIds.length === 0) return new Set();
  const found = await rows
    .selectFrom('link_claims')
    .innerJoin('links', 'links.id', 'link_claims.link_id')
    .select('link_claims.person_id as person_id')
    .where('link_claims.person_id', 'in', [...personIds])
    .where('link_claims.state', 'in', ['waiting', 'confirmed'])
    .where('links.expires_at', '>', now)
    .execute();
  return new Set(found.map((row) => row.person_id));
}

const CHUNK = 500;
