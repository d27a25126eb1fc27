import type { Insertable } from 'kysely';
import type { PersonId } from '#shared/model/ids.ts';
import type { Row, Rows, Tables } from './tables.ts';

export type PersonRow = Row<'people'>;

export async function findPerson(rows: Rows, id: PersonId): Promise<PersonRow | undefined> {
  return rows.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
}

/** `login` in lower case, as it is kept. */
export async function findPersonByLogin(rows: Rows, login: string): Promise<PersonRow | undefined> {
  return rows.selectFrom('people').selectAll().where('login', '=', login).executeTakeFirst();
}

export async function listPeople(rows: Rows, ids: readonly PersonId[]): Promise<readonly PersonRow[]> {
  if (ids.length === 0) return [];
  return rows
    .selectFrom('people')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

export async function listDemoPeople(rows: Rows): Promise<readonly PersonRow[]> {
  return rows.selectFrom('people').selectAll().where('demo', '=', 1).orderBy('created_at').orderBy('id').execute();
}

/** Whether there is an account that is not of the founding example. */
export async function hasPeople(rows: Rows): Promise<boolean> {
  return (await rows.selectFrom('people').select('id').where('demo', '=', 0).limit(1).executeTakeFirst()) !== undefined;
}

export async function insertPerson(tx: Rows, person: Insertable<Tables['people']>): Promise<void> {
  await tx.insertInto('people').values(person).execute();
}
