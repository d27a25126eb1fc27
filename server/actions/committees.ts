import type { CommitteeId, PersonId } from '#shared/model/ids.ts';
import { COMMITTEE_ROLES, type CommitteeRole } from '#shared/model/person.ts';
import type { Committee } from '#shared/protocol/committees.ts';
import { authorizeCommittee } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { findOrganisation, listMemberships } from '#server/storage/rows/committees.ts';
import { listPeople, type PersonRow } from '#server/storage/rows/people.ts';
import { listReports } from '#server/storage/rows/reports.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { committeesOf } from './session.ts';

/** The committees of the caller. */
export async function listCommittees(
  context: Context,
  caller: Caller,
): Promise<{ items: { id: CommitteeId; title: string }[] }> {
  const committees = await committeesOf(context, caller.personId);
  return { items: committees.map(({ id, title }) => ({ id, title })) };
}

/** A committee with its people, by their first role and name, and its reports. */
export async function getCommittee(
  context: Context,
  caller: Caller,
  input: { readonly id: CommitteeId },
): Promise<Committee> {
  const { rows } = context.storage;
  const { committee, roles: own, rights } = await authorizeCommittee(rows, caller, input.id, 'see');
  const organisation = await findOrganisation(rows, committee.organisation_id);
  const people = (await listMembers(rows, committee.id)).map(({ person, roles }) => ({
    id: person.id,
    login: person.login,
    name: person.name,
    roles: [...roles],
  }));
  return {
    id: committee.id,
    title: committee.title,
    organisationId: committee.organisation_id,
    organisation: organisation?.name ?? '',
    congress: committee.congress,
    term: committee.term,
    people,
    reports: own.length === 0 ? [] : (await listReports(rows, committee.id)).map(({ id, title }) => ({ id, title })),
    rights: [...rights],
  };
}

/** The people of a committee, by their first role and login. */
export async function listMembers(
  rows: Rows,
  committeeId: CommitteeId,
): Promise<readonly { readonly person: PersonRow; readonly roles: readonly CommitteeRole[] }[]> {
  const roles = new Map<PersonId, CommitteeRole[]>();
  for (const { person_id: id, role } of await listMemberships(rows, committeeId)) {
    const known = roles.get(id);
    if (known === undefined) roles.set(id, [role]);
    else known.push(role);
  }
  const members = (await listPeople(rows, [...roles.keys()])).map((person) => ({
    person,
    roles: COMMITTEE_ROLES.filter((role) => roles.get(person.id)?.includes(role)),
  }));
  return members.toSorted((one, other) => rankOf(one.roles) - rankOf(other.roles) || byLogin(one.person, other.person));
}

function rankOf(roles: readonly CommitteeRole[]): number {
  const [first] = roles;
  return first === undefined ? COMMITTEE_ROLES.length : COMMITTEE_ROLES.indexOf(first);
}

const LOGIN_ORDER = new Intl.Collator('en', { numeric: true });

function byLogin(one: { readonly login: string }, other: { readonly login: string }): number {
  return LOGIN_ORDER.compare(one.login, other.login);
}
