import { ERROR_CODES, type ErrorCode } from '#shared/model/errors.ts';
import type { PersonLine } from '#shared/protocol/people.ts';
import { judgePersonLines } from '#shared/rules/person-lines.ts';
import type { PastedPerson } from '#shared/rules/pasted-people.ts';

/** As many as the server takes at once. */
export const MOST_LINES = 5_000;

/** One line of a list of people that is being made; `key` stays while it is changed. */
export interface PeopleRow extends PastedPerson {
  readonly key: number;
}

/** What is wrong with one line; `line` is about all of it. */
export type RowFaults = Readonly<Partial<Record<'line' | 'name' | 'title' | 'roles' | 'login', ErrorCode>>>;

/** A list of lines seen as a whole. */
export interface JudgedRows {
  readonly faults: ReadonlyMap<number, RowFaults>;
  /** The logins that lines will have, by key; those that people have elsewhere only the server knows. */
  readonly logins: ReadonlyMap<number, string>;
  readonly good: number;
}

export type EditableCell = 'name' | 'title' | 'login';

export type RowChange = Partial<Pick<PeopleRow, EditableCell | 'roles'>>;

/** Rows under keys that none of `before` has. */
export function addRows(before: readonly PeopleRow[], people: readonly PastedPerson[]): readonly PeopleRow[] {
  const next = Math.max(0, ...before.slice(-1).map(({ key }) => key)) + 1;
  return [...before, ...people.map((person, at) => ({ ...person, key: next + at }))];
}

export const emptyPerson: PastedPerson = { name: '', title: '', roles: [], roleText: '', login: '' };

export function isBlankRow({ name, title, roles, roleText, login }: PeopleRow): boolean {
  return `${name}${title}${roleText}${login}`.trim() === '' && roles.length === 0;
}

/** The lines as they are sent; blank ones stay on the screen only. */
export function linesOf(rows: readonly PeopleRow[]): readonly PersonLine[] {
  return rows.map(({ name, title, roles, login }) => ({
    name,
    title,
    roles: [...roles],
    login: login.trim() || undefined,
  }));
}

/** Judges the rows by the rules of the server, blank ones left out. */
export function judgeRows(
  rows: readonly PeopleRow[],
  members: readonly { readonly name: string; readonly title: string }[],
): JudgedRows {
  const filled = rows.filter((row) => !isBlankRow(row));
  const judged = judgePersonLines(linesOf(filled), { isTaken: () => false, members });
  const faults = faultsOf(filled, judged.faults, '');
  const logins = new Map(filled.map(({ key }, at) => [key, judged.logins[at] ?? '']));
  return { faults, logins, good: filled.length - faults.size };
}

/** Faults by the key of their row, from pointers into the lines that were sent. */
function faultsOf(
  sent: readonly PeopleRow[],
  faults: readonly { readonly pointer: string; readonly code: ErrorCode }[],
  above: string,
): ReadonlyMap<number, RowFaults> {
  const found = new Map<number, RowFaults>();
  for (const { pointer, code } of faults) {
    if (!pointer.startsWith(`${above}/`)) continue;
    const [at, field] = pointer.slice(above.length + 1).split('/');
    const row = sent[Number(at)];
    if (row !== undefined) found.set(row.key, { [cellOf(field)]: code, ...found.get(row.key) });
  }
  return found;
}

function cellOf(field: string | undefined): keyof RowFaults {
  return field === 'name' || field === 'title' || field === 'roles' || field === 'login' ? field : 'line';
}

/** With what the server alone knows, at the same lines: logins that are taken elsewhere, roles that are not the caller's to give. */
export function withRefusal(
  judged: JudgedRows,
  sent: readonly PeopleRow[],
  fields: readonly { readonly pointer: string; readonly code: string }[],
): JudgedRows {
  const told = fields.flatMap(({ pointer, code }) => {
    const known = ERROR_CODES.find((one) => one === code);
    return known === undefined ? [] : [{ pointer, code: known }];
  });
  const faults = new Map([...judged.faults, ...faultsOf(sent, told, '/people')]);
  return { ...judged, faults, good: judged.good + judged.faults.size - faults.size };
}
