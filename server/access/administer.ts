import { DomainError } from '#shared/model/errors.ts';
import type { OrganisationId, PersonId } from '#shared/model/ids.ts';
import type { Asker } from './authorize.ts';
import { findOrganisation, listRolesInOrganisation, type OrganisationRow } from '#server/storage/rows/committees.ts';
import { findPerson, type PersonRow } from '#server/storage/rows/people.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/**
 * Who may administer. While the demo is on, anyone may sign in as its administrator: that one administers the demo's people and nobody
 * else's, so that trying the program out never opens a real account.
 */
export async function authorizeAdmin(rows: Rows, asker: Asker): Promise<PersonRow> {
  const person = await findPerson(rows, asker.personId);
  if (person?.admin !== 1 || person.deactivated_at !== null) throw new DomainError('forbidden');
  return person;
}

/** An account that the asker administers. */
export async function authorizeAccount(rows: Rows, asker: Asker, personId: PersonId): Promise<PersonRow> {
  const admin = await authorizeAdmin(rows, asker);
  const person = await findPerson(rows, personId);
  if (person === undefined || person.demo < admin.demo) throw new DomainError('not_found');
  return person;
}

/** An organisation for who may say how its papers name it: chair and bureau of its committees, and who administers. */
export async function authorizeOrganisation(rows: Rows, asker: Asker, id: OrganisationId): Promise<OrganisationRow> {
  const organisation = await findOrganisation(rows, id);
  if (organisation === undefined) throw new DomainError('not_found');
  const roles = await listRolesInOrganisation(rows, id, asker.personId);
  if (roles.includes('chair') || roles.includes('bureau')) return organisation;
  const person = await findPerson(rows, asker.personId);
  if (person?.admin === 1 && person.demo === 0) return organisation;
  throw new DomainError(roles.length > 0 ? 'forbidden' : 'not_found');
}
