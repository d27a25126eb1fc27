import { COMMITTEE_ROLES, type CommitteeRole } from '#shared/model/person.ts';
import { foldText } from '#shared/vietnamese/fold.ts';

/** A person as a spreadsheet has them; nothing is judged yet. */
export interface PastedPerson {
  readonly name: string;
  readonly title: string;
  /** Empty where the cell says no role that is known. */
  readonly roles: readonly CommitteeRole[];
  /** The cell, so that nobody has to look it up to choose. */
  readonly roleText: string;
  readonly login: string;
}

type Field = 'number' | 'name' | 'familyName' | 'givenName' | 'title' | 'roles' | 'login';

/** Heads of columns, without marks. Whole cells: a list's own headline may hold the same words. */
const HEADS: ReadonlyMap<string, Field> = new Map([
  ...each<Field>('number', 'tt stt so so_tt so_thu_tu no no. #'),
  ...each<Field>('name', 'ho_va_ten ho_ten ho_&_ten ten_nguoi ten_day_du ho_ten_can_bo name full_name fullname'),
  ...each<Field>('familyName', 'ho ho_dem ho_va_dem ho_va_ten_dem ho_ten_dem last_name surname'),
  ...each<Field>('givenName', 'ten first_name given_name'),
  ...each<Field>(
    'title',
    'chuc_vu chuc_danh chuc_vu_don_vi chuc_vu,_don_vi chuc_vu_cong_tac don_vi_cong_tac title position',
  ),
  ...each<Field>('roles', 'vai_tro nhiem_vu vai_tro_trong_tieu_ban nhiem_vu_trong_tieu_ban phan_cong role roles'),
  ...each<Field>('login', 'ten_dang_nhap dang_nhap tai_khoan ten_tai_khoan login username user_name account'),
]);

/** What offices call the roles, without marks. A deputy is none of them: whoever pastes says which. */
const ROLE_WORDS: ReadonlyMap<string, CommitteeRole> = new Map([
  ...each<CommitteeRole>('chair', 'chair truong_tieu_ban truong_ban'),
  ...each<CommitteeRole>('bureau', 'bureau thuong_truc bo_phan_thuong_truc thuong_truc_tieu_ban uy_vien_thuong_truc'),
  ...each<CommitteeRole>('helper', 'helper to_giup_viec giup_viec thanh_vien_to_giup_viec to_vien_to_giup_viec'),
  ...each<CommitteeRole>('member', 'member thanh_vien thanh_vien_tieu_ban uy_vien uy_vien_tieu_ban'),
  ...each<CommitteeRole>('office', 'office van_phong van_phong_dang_uy vp_dang_uy van_phong_hdnd-ubnd vp_hdnd-ubnd'),
]);

const HEAD_WITHIN_ROWS = 10;
/** Of the cells of a column, to be taken for what they look like. */
const MOST = 0.6;

/**
 * Reads people from the cells of a spreadsheet. Columns are known by their heads, in Vietnamese with or without marks or in English; where
 * there are none, by what stands in them. Only rows without a word are left out: one whose words are in no column that is known, as where
 * the tabs are missing, has them for its name, so that nobody is lost. Linear in the cells.
 */
export function readPastedPeople(cells: readonly (readonly string[])[]): readonly PastedPerson[] {
  const rows = cells.map((row) => row.map(tidy)).filter((row) => row.some((cell) => cell !== ''));
  const headAt = rows.slice(0, HEAD_WITHIN_ROWS).findIndex((row) => isHead(row));
  const head = headAt === -1 ? undefined : rows[headAt];
  const body = rows.slice(headAt + 1);
  const columns = head === undefined ? guessColumns(body) : head.map((cell) => HEADS.get(plain(cell)));
  return body
    .map((row) => personOf(row, columns))
    .filter(({ name, title, roleText, login }) => `${name}${title}${roleText}${login}` !== '');
}

/** The cells of a text as spreadsheets put it on the clipboard: tabs between cells, cells with line ends inside quotation marks. */
export function splitCells(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y;
  while (cell.lastIndex < text.length) {
    const [, quoted, bare, end] = cell.exec(text) ?? [];
    rows.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end !== '\t' && end !== '') rows.push([]);
    if (end === undefined) break;
  }
  return rows.filter((row) => row.length > 0);
}

/** The roles that a cell names, several between commas, semicolons or lines; none where a piece of it is not known. */
export function readRoles(text: string): readonly CommitteeRole[] {
  const pieces = text
    .split(/[;,/+\n]/)
    .map(plain)
    .filter((piece) => piece !== '');
  const found = pieces.map((piece) => ROLE_WORDS.get(piece));
  return found.includes(undefined) ? [] : COMMITTEE_ROLES.filter((role) => found.includes(role));
}

function personOf(row: readonly string[], columns: readonly (Field | undefined)[]): PastedPerson {
  const at = (field: Field): string => row[columns.indexOf(field)] ?? '';
  const roleText = at('roles');
  const told = { title: at('title'), roles: readRoles(roleText), roleText, login: at('login') };
  const name = at('name') || `${at('familyName')} ${at('givenName')}`.trim();
  const isNameless = name === '';
  const isBare = isNameless && `${told.title}${roleText}${told.login}` === '';
  const strays = row.filter((cell, column) => {
    const field = columns[column];
    return (field === 'number' || (field === undefined && isBare)) && cell !== '' && !isNumber(cell);
  });
  return { name: isNameless ? strays.join(' ') : name, ...told };
}

function isHead(row: readonly string[]): boolean {
  const fields = row.map((cell) => HEADS.get(plain(cell)));
  return fields.includes('name') || fields.includes('givenName');
}

/** By what stands in them: running numbers, roles, logins; of the rest the one most like names, and the next is the position. */
function guessColumns(rows: readonly (readonly string[])[]): readonly (Field | undefined)[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) =>
    rows.map((row) => row[at] ?? '').filter((one) => one !== ''),
  );
  const share = (at: number, isOne: (cell: string) => boolean): number => {
    const filled = columns[at] ?? [];
    return filled.length === 0 ? 0 : filled.filter(isOne).length / filled.length;
  };
  const places = columns.map((_, at) => at);
  const number = places.find((at) => share(at, isNumber) > MOST);
  const roles = places.find((at) => at !== number && share(at, (cell) => readRoles(cell).length > 0) > MOST);
  const login = places.find((at) => at !== number && at !== roles && share(at, isLogin) > MOST);
  const left = places.filter((at) => at !== number && at !== roles && at !== login);
  const [name] = left.toSorted((one, other) => share(other, isPersonName) - share(one, isPersonName) || one - other);
  const title = left.find((at) => at !== name && share(at, (cell) => !isNumber(cell)) > MOST);
  return places.map((at) => {
    if (at === number) return 'number';
    if (at === roles) return 'roles';
    if (at === login) return 'login';
    if (at === name) return 'name';
    return at === title ? 'title' : undefined;
  });
}

function isNumber(cell: string): boolean {
  return /^\d{1,5}[.)]?$/.test(cell);
}

/** One word in small letters without marks, as nobody writes a name or a position. */
function isLogin(cell: string): boolean {
  return /^[a-z][a-z0-9._-]+$/.test(cell);
}

/** Two words or more, each with a capital: a position has small words in it. */
function isPersonName(cell: string): boolean {
  return /^\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)+$/u.test(cell);
}

function tidy(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/[ \t\u00a0]+/g, ' ')
    .trim();
}

function plain(cell: string): string {
  return foldText(cell)
    .replace(/\s+/g, ' ')
    .replace(/ ?[:.]$/, '')
    .trim();
}

/** Words between spaces that all mean the same; an underscore stands for a space inside one. */
function each<Meaning>(meaning: Meaning, words: string): readonly (readonly [string, Meaning])[] {
  return words.split(' ').map((word) => [word.replaceAll('_', ' '), meaning] as const);
}
