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
  return rows
    .selectFrom('people')
    .selectAll()
    .where('demo', '=', 1)
    .where('deactivated_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Whether there is an account that is not of the founding example. */
export async function hasPeople(rows: Rows): Promise<boolean> {
  return (await rows.selectFrom('people').select('id').where('demo', '=', 0).limit(1).executeTakeFirst()) !== undefined;
}

export async function insertPerson(tx: Rows, person: Insertable<Tables['people']>): Promise<void> {
  await tx.insertInto('people').values(person).execute();
}

/** In chunks: a database takes only so many values in one statement. */
export async function insertPeople(tx: Rows, people: readonly Insertable<Tables['people']>[]): Promise<void> {
  for (let from = 0; from < people.length; from += CHUNK) {
    await tx
      .insertInto('people')
      .values(people.slice(from, from + CHUNK))
      .execute();
  }
}

export async function updatePerson(
  tx: Rows,
  id: PersonId,
  change: Partial<Pick<Tables['people'], 'name' | 'title' | 'admin' | 'password_hash' | 'deactivated_at'>>,
): Promise<void> {
  await tx.updateTable('people').set(change).where('id', '=', id).execute();
}

export async function listLogins(rows: Rows): Promise<ReadonlySet<string>> {
  const found = await rows.selectFrom('people').select('login').execute();
  return new Set(found.map((row) => row.login));
}

/** The next accounts by login, after one or from the first; of the founding example alone, or all. */
export async function listPeopleAfter(
  rows: Rows,
  { after, demoOnly, count }: { readonly after: string; readonly demoOnly: boolean; readonly count: number },
): Promise<readonly PersonRow[]> {
  const next = rows.selectFrom('people').selectAll().where('login', '>', after).orderBy('login').limit(count);
  return (demoOnly ? next.where('demo', '=', 1) : next).execute();
}

/** Whether somebody else administers who can come in. */
export async function hasOtherAdmin(rows: Rows, apartFrom: PersonId): Promise<boolean> {
  const other = await rows
    .selectFrom('people')
    .select('id')
    .where('admin', '=', 1)
    .where('id', '<>', apartFrom)
    .where('password_hash', 'is not', null)
    .where('deactivated_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

const CHUNK = 500;
