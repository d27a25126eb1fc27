import type { Outcome } from '#shared/model/errors.ts';
import { foldText } from '#shared/vietnamese/fold.ts';

export const SHORTEST_PASSWORD = 12;
/** Names shorter than this stand in many words by chance. */
const SHORTEST_TELLING_NAME = 4;

/**
 * Whether a password will do for a person: long enough, not among the common ones, without their own login or name. Marks and capitals
 * make no difference, as guessers try both.
 */
export function checkPassword(
  password: string,
  person: { readonly login: string; readonly name: string },
): Outcome<undefined> {
  if (Array.from(password).length < SHORTEST_PASSWORD) return { ok: false, code: 'password/too-short' };
  const plain = plainOf(password);
  const names = [person.login, person.name].map(plainOf).filter((name) => name.length >= SHORTEST_TELLING_NAME);
  if (names.some((name) => plain.includes(name))) return { ok: false, code: 'password/holds-name' };
  if (isMonotonous(plain) || isCommon(plain)) return { ok: false, code: 'password/common' };
  return { ok: true, value: undefined };
}

/**
 * Our own list, made by us and not taken from anybody's leak: what people in an office here type when a password is asked of them. The
 * beginnings are runs of the keyboard and of digits, the word for password and for greetings in Vietnamese (as typed without marks, and
 * as Telex leaves it when the input method is off) and English, endearments, family and given names, places, football, the words on the
 * door of the office, and the names of this program. Each stands alone, doubled, and with the endings that forms which ask for a digit
 * and a sign have taught: 1, 123, 1234, 12345, 123456, @123, !, years of birth and of terms. Runs and repetitions are not listed but
 * found by their form, and a birthday alone is too short. All without marks, in small letters, spaces left out.
 */
export function listCommonPasswords(): readonly string[] {
  return BEGINNINGS.flatMap((beginning) => [
    `${beginning}${beginning}`,
    ...ENDINGS.map((ending) => `${beginning}${ending}`),
    ...YEARS.map((year) => `${beginning}${year}`),
    ...YEARS.map((year) => `${beginning}@${year}`),
  ]);
}

const ENDINGS = [
  '',
  ...wordsOf(
    '1 12 123 1234 12345 123456 1234567 12345678 123456789 321 111 000 999 99',
    '@ @1 @12 @123 @1234 @12345 @123456 ! !@# 123! 123@ 1@ #123 . *',
  ),
];
const YEARS = [
  ...Array.from({ length: 50 }, (_, index) => String(1960 + index)),
  ...Array.from({ length: 21 }, (_, index) => String(2010 + index)),
];
const BEGINNINGS = wordsOf(
  // Keyboard and digits.
  'qwerty qwertyuiop qwert asdfgh asdfghjkl asdf zxcvbn zxcvbnm qazwsx qazwsxedc',
  '1q2w3e4r 1q2w3e 1qaz2wsx q1w2e3r4 abc abcd abcdef abcdefgh aa aaa a 123qwe',
  '123 1234 123456 123123 112233 147258369 159753 789456123 987654321 113114115',
  // Asked for a password, one writes: password.
  'matkhau maatkhaaur maatjkhaaur mk matkhaumoi khongco quenmatkhau khongbiet password',
  'passw0rd p@ssw0rd p@ssword pass login welcome letmein admin administrator root',
  'user test guest demo changeme secret master default system computer windows',
  // Greetings and endearments.
  'xinchao chaoban camon anhyeuem anhyeeuem emyeuanh yeuem yeuanh nhoem yeumai',
  'mylove iloveyou iloveu love lovely honey baby babygirl sunshine princess angel',
  'giadinh bome conyeu boyeu meyeu vochong banbe hanhphuc maimai tinhyeu hoahong',
  // Names.
  'nguyen tran pham hoang huynh phan dang bui ngo duong anh linh huong',
  'hoa lan hung dung tuan minh thanh thao trang phuong nam son long hai',
  'nguyenvana nguyenvan michael daniel jessica ashley charlie michelle',
  // Places, clubs, pastimes.
  'vietnam hanoi saigon danang haiphong hue cantho nghean thanhhoa tphcm hochiminh',
  'thanglong longbien sontung bongda manutd chelsea liverpool barcelona ronaldo messi',
  'football baseball monkey dragon tiger shadow superman batman pokemon naruto',
  // On the door of the office.
  'danguy dangbo daihoi daihoidang tieuban vankien tieubanvankien vanphong ubnd hdnd',
  'chibo doanthanhnien congdoan congan bocongan truonghoc giaovien canbo chinhtri',
  'docbao baocao baocaochinhtri doclap tudo doclaptudo songmai bacho dongthao lamviec',
  // What is seen on the machine.
  'google facebook zalo youtube gmail samsung iphone viettel vnpt internet excel',
);

function wordsOf(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}

let common: ReadonlySet<string> | undefined;

/** The list is made once, when it is first asked for: a screen asks at every key. */
function isCommon(plain: string): boolean {
  common ??= new Set(listCommonPasswords());
  return common.has(plain);
}

function plainOf(text: string): string {
  return foldText(text).replace(/\s+/gu, '');
}

/** One letter, or a short run of letters, over and over; or a run up or down the alphabet or the digits. */
function isMonotonous(plain: string): boolean {
  if (/^(.{1,3})\1+.?$/u.test(plain)) return true;
  const steps = Array.from(plain)
    .slice(1)
    .map((letter, at) => letter.charCodeAt(0) - plain.charCodeAt(at));
  const isRun = (step: number): boolean => steps.every((one) => one === step || Math.abs(one) === 9);
  return isRun(1) || isRun(-1);
}
