import { addRows, isBlankRow, MOST_LINES, type PeopleRow } from '#client/objects/people-lines.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import { readPastedPeople } from '#shared/rules/pasted-people.ts';
import { foldPlacement } from '#shared/vietnamese/fold.ts';

/** What became of a pasted list. */
export type Pasted =
  | { readonly kind: 'nothing' | 'tooMany' }
  | {
      readonly kind: 'added';
      readonly rows: readonly PeopleRow[];
      readonly count: number;
      /** Keys of the rows that are new. */
      readonly added: readonly number[];
      /** The line of who sets up: they have an account, so only its roles are taken. */
      readonly self: { readonly name: string; readonly roles: readonly CommitteeRole[] } | undefined;
    };

/** Puts the people of pasted cells behind the rows that hold something. */
export function pasteRows(cells: readonly (readonly string[])[], rows: readonly PeopleRow[], ownName: string): Pasted {
  const people = readPastedPeople(cells);
  const self = people.find(({ name }) => plain(name) === plain(ownName));
  const others = people.filter((person) => person !== self);
  if (people.length === 0) return { kind: 'nothing' };
  const all = addRows(
    rows.filter((row) => !isBlankRow(row)),
    others,
  );
  if (all.length > MOST_LINES) return { kind: 'tooMany' };
  const added = all.slice(all.length - others.length).map(({ key }) => key);
  return { kind: 'added', rows: all, count: others.length, added, self };
}

function plain(name: string): string {
  return foldPlacement(name).replace(/\s+/g, ' ').trim();
}
