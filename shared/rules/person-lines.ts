import type { ErrorCode } from '#shared/model/errors.ts';
import { COMMITTEE_ROLES, type CommitteeRole } from '#shared/model/person.ts';
import { openLoginMaker, readLogin } from './login-names.ts';
import { readPersonName, readPersonTitle } from './person-name.ts';

/** A line as it was pasted. */
export interface PersonLine {
  readonly name: string;
  readonly title: string;
  readonly roles: readonly string[];
  readonly login?: string | undefined;
}

/** A person to be made. */
export interface NewPerson {
  readonly name: string;
  readonly title: string;
  readonly roles: readonly CommitteeRole[];
  readonly login: string;
}

/** `pointer` as in RFC 6901, from the list: `/3/name`. */
export interface LineFault {
  readonly pointer: string;
  readonly code: ErrorCode;
}

/** Every line by itself, in its order; `login` is empty where none can be made. With faults `people` holds only those without. */
export interface JudgedLines {
  readonly people: readonly NewPerson[];
  readonly logins: readonly string[];
  readonly faults: readonly LineFault[];
}

export interface Surroundings {
  /** Whether somebody has this login already. */
  readonly isTaken: (login: string) => boolean;
  /** Who is in the committee already: pasting a list a second time must not double it. */
  readonly members: readonly { readonly name: string; readonly title: string }[];
}

/** Judges a pasted list line by line. Logins that are given come first, so that none that is made stands in their way. Linear. */
export function judgePersonLines(lines: readonly PersonLine[], { isTaken, members }: Surroundings): JudgedLines {
  const faults: LineFault[] = [];
  const given = countGivenLogins(lines);
  const makeLogin = openLoginMaker((login) => given.has(login) || isTaken(login));
  const here = new Set(members.map(identityOf));
  const seen = new Set<string>();
  const people: NewPerson[] = [];
  const logins = lines.map((line, at) => {
    const name = readPersonName(line.name);
    const title = readPersonTitle(line.title);
    const roles = COMMITTEE_ROLES.filter((role) => line.roles.includes(role));
    const before = faults.length;
    const note = (field: string, code: ErrorCode): number => faults.push({ pointer: `/${at}${field}`, code });
    if (!name.ok) note('/name', name.code);
    if (!title.ok) note('/title', title.code);
    if (line.roles.length === 0) note('/roles', 'person/role-missing');
    else if (line.roles.some((role) => !isRole(role))) note('/roles', 'person/role-unknown');
    const identity = name.ok && title.ok ? identityOf({ name: name.value, title: title.value }) : '';
    if (identity !== '' && seen.has(identity)) note('', 'person/line-repeated');
    else if (identity !== '' && here.has(identity)) note('', 'person/already-here');
    seen.add(identity);
    const code = faultOfLogin(line.login, given, isTaken);
    if (code !== undefined) note('/login', code);
    const login = loginOf(line, name.ok ? name.value : undefined, makeLogin);
    if (name.ok && title.ok && faults.length === before)
      people.push({ name: name.value, title: title.value, roles, login });
    return login;
  });
  return { people, logins, faults };
}

function countGivenLogins(lines: readonly PersonLine[]): ReadonlyMap<string, number> {
  const given = new Map<string, number>();
  for (const { login } of lines) {
    const read = isBlank(login) ? undefined : readLogin(login);
    if (read?.ok === true) given.set(read.value, (given.get(read.value) ?? 0) + 1);
  }
  return given;
}

function faultOfLogin(
  login: string | undefined,
  given: ReadonlyMap<string, number>,
  isTaken: (login: string) => boolean,
): ErrorCode | undefined {
  if (isBlank(login)) return undefined;
  const read = readLogin(login);
  if (!read.ok) return read.code;
  if (isTaken(read.value)) return 'person/login-taken';
  return (given.get(read.value) ?? 0) > 1 ? 'person/login-repeated' : undefined;
}

function loginOf(line: PersonLine, name: string | undefined, makeLogin: (name: string) => string): string {
  if (!isBlank(line.login)) {
    const read = readLogin(line.login);
    return read.ok ? read.value : '';
  }
  return name === undefined ? '' : makeLogin(name);
}

function isBlank(login: string | undefined): login is undefined {
  return login === undefined || login.trim() === '';
}

function isRole(role: string): role is CommitteeRole {
  return COMMITTEE_ROLES.some((one) => one === role);
}

/** The same to a reader: case and the form of the letters have no weight. */
function identityOf({ name, title }: { readonly name: string; readonly title: string }): string {
  return `${name}\n${title}`.normalize('NFC').toLowerCase();
}
