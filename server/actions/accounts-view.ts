import type { PersonId } from '#shared/model/ids.ts';
import type { AccountState } from '#shared/model/person.ts';
import type { Context } from '#server/context.ts';
import { listInvited } from '#server/storage/rows/links.ts';
import type { PersonRow } from '#server/storage/rows/people.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/** Whether each of these people can come in yet. */
export async function describeAccounts(
  context: Pick<Context, 'now' | 'demo'>,
  rows: Rows,
  people: readonly PersonRow[],
): Promise<(id: PersonId) => AccountState> {
  const invited = await listInvited(
    rows,
    people.map(({ id }) => id),
    context.now(),
  );
  const states = new Map(people.map((person) => [person.id, stateOf(person, invited.has(person.id), context.demo)]));
  return (id) => states.get(id) ?? 'none';
}

function stateOf(person: PersonRow, isInvited: boolean, isDemoOn: boolean): AccountState {
  if (person.deactivated_at !== null) return 'deactivated';
  if (person.password_hash !== null || (person.demo === 1 && isDemoOn)) return 'active';
  return isInvited ? 'invited' : 'none';
}
