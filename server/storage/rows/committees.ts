import type { Insertable, Updateable } from 'kysely';
import type { CommitteeId, OrganisationId, PersonId } from '#shared/model/ids.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import type { Row, Rows, Tables } from './tables.ts';

export type CommitteeRow = Tables['committees'];
export type OrganisationRow = Row<'organisations'>;
type MembershipRow = Tables['memberships'];

export async function findCommittee(rows: Rows, id: CommitteeId): Promise<CommitteeRow | undefined> {
  return rows.selectFrom('committees').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findOrganisation(rows: Rows, id: OrganisationId): Promise<OrganisationRow | undefined> {
  return rows.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What a person is in a committee; nothing for an account under which nobody comes in any more. */
export async function listRoles(
  rows: Rows,
  committeeId: CommitteeId,
  personId: PersonId,
): Promise<readonly CommitteeRole[]> {
  const found = await rows
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select('role')
    .where('committee_id', '=', committeeId)
    .where('person_id', '=', personId)
    .where('deactivated_at', 'is', null)
    .execute();
  return found.map((row) => row.role);
}

/** Whether a chair of the committee has come in: with a password, or as one of the founding example. */
export async function hasChair(rows: Rows, committeeId: CommitteeId): Promise<boolean> {
  const found = await chairsWhoCameIn(rows).where('committee_id', '=', committeeId).limit(1).executeTakeFirst();
  return found !== undefined;
}

/** Whether the committee has a chair beside this person, come in or invited. */
export async function hasOtherChair(rows: Rows, committeeId: CommitteeId, personId: PersonId): Promise<boolean> {
  const found = await chairs(rows)
    .where('committee_id', '=', committeeId)
    .where('person_id', '<>', personId)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Every role of one person, in all committees. */
export async function listMembershipsOf(
  rows: Rows,
  personId: PersonId,
): Promise<readonly (MembershipRow & { readonly title: string })[]> {
  return rows
    .selectFrom('memberships')
    .innerJoin('committees', 'committees.id', 'memberships.committee_id')
    .select(['committee_id', 'person_id', 'role', 'committees.title as title'])
    .where('person_id', '=', personId)
    .orderBy('committees.started_on')
    .orderBy('committees.id')
    .execute();
}

export async function listMemberships(rows: Rows, committeeId: CommitteeId): Promise<readonly MembershipRow[]> {
  return rows.selectFrom('memberships').selectAll().where('committee_id', '=', committeeId).execute();
}

/** The roles of the founding example's people, in whichever committee. */
export async function listDemoMemberships(rows: Rows): Promise<readonly MembershipRow[]> {
  return rows
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['committee_id', 'person_id', 'role'])
    .where('people.demo', '=', 1)
    .execute();
}

export async function insertOrganisation(tx: Rows, organisation: Insertable<Tables['organisations']>): Promise<void> {
  await tx.insertInto('organisations').values(organisation).execute();
}

export async function insertCommittee(tx: Rows, committee: CommitteeRow): Promise<void> {
  await tx.insertInto('committees').values(committee).execute();
}

export async function insertMembership(tx: Rows, membership: MembershipRow): Promise<void> {
  await tx.insertInto('memberships').values(membership).execute();
}

/** In chunks: a database takes only so many values in one statement. */
export async function insertMemberships(tx: Rows, memberships: readonly MembershipRow[]): Promise<void> {
  for (let from = 0; from < memberships.length; from += CHUNK) {
    await tx
      .insertInto('memberships')
      .values(memberships.slice(from, from + CHUNK))
      .execute();
  }
}

export async function deleteMemberships(tx: Rows, committeeId: CommitteeId, personId: PersonId): Promise<void> {
  await tx
    .deleteFrom('memberships')
    .where('committee_id', '=', committeeId)
    .where('person_id', '=', personId)
    .execute();
}

export async function updateOrganisation(
  tx: Rows,
  id: OrganisationId,
  change: Updateable<Tables['organisations']>,
): Promise<void> {
  await tx.updateTable('organisations').set(change).where('id', '=', id).execute();
}

export async function listOrganisations(rows: Rows): Promise<readonly OrganisationRow[]> {
  return rows.selectFrom('organisations').selectAll().orderBy('name').orderBy('id').execute();
}

/** Every committee, in the order in which they began. */
export async function listCommittees(rows: Rows): Promise<readonly CommitteeRow[]> {
  return rows.selectFrom('committees').selectAll().orderBy('started_on').orderBy('id').execute();
}

/** Committees that have a chair, and among them those of which one has come in. */
export async function listChairedCommittees(
  rows: Rows,
): Promise<{ readonly named: ReadonlySet<CommitteeId>; readonly cameIn: ReadonlySet<CommitteeId> }> {
  const idsOf = (found: readonly { readonly committee_id: CommitteeId }[]): ReadonlySet<CommitteeId> =>
    new Set(found.map((row) => row.committee_id));
  return { named: idsOf(await chairs(rows).execute()), cameIn: idsOf(await chairsWhoCameIn(rows).execute()) };
}

function chairs(rows: Rows) {
  return rows
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select('committee_id')
    .where('role', '=', 'chair')
    .where('deactivated_at', 'is', null);
}

function chairsWhoCameIn(rows: Rows) {
  return chairs(rows).where((where) => where.or([where('password_hash', 'is not', null), where('demo', '=', 1)]));
}

/** What a person is in the committees of an organisation. */
export async function listRolesInOrganisation(
  rows: Rows,
  organisationId: OrganisationId,
  personId: PersonId,
): Promise<readonly CommitteeRole[]> {
  const found = await rows
    .selectFrom('memberships')
    .innerJoin('committees', 'committees.id', 'memberships.committee_id')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select('role')
    .where('committees.organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('deactivated_at', 'is', null)
    .execute();
  return found.map((row) => row.role);
}

/** Every role of these people, in all committees. */
export async function listMembershipsOfPeople(
  rows: Rows,
  personIds: readonly PersonId[],
): Promise<readonly (MembershipRow & { readonly title: string })[]> {
  if (personIds.length === 0) return [];
  return rows
    .selectFrom('memberships')
    .innerJoin('committees', 'committees.id', 'memberships.committee_id')
    .select(['committee_id', 'person_id', 'role', 'committees.title as title'])
    .where('person_id', 'in', [...personIds])
    .orderBy('committees.started_on')
    .orderBy('committees.id')
    .execute();
}

const CHUNK = 500;
