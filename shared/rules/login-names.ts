import type { Outcome } from '#shared/model/errors.ts';
import { foldText } from '#shared/vietnamese/fold.ts';

const SHAPE = /^[a-z0-9][a-z0-9._-]{1,39}$/;
const LONGEST_MADE = 32;
/** For a name of which no letter can be written without marks. */
const NAMELESS = 'thanhvien';

/** A login as it is kept: small letters. Refuses what cannot be typed on every keyboard. */
export function readLogin(typed: string): Outcome<string> {
  const login = typed.trim().normalize('NFC').toLowerCase();
  return SHAPE.test(login) ? { ok: true, value: login } : { ok: false, code: 'person/login-shape' };
}

/**
 * Makes logins for Vietnamese names, as offices do: the given name, which stands last, then the first letters of the others, without
 * marks, and a number where somebody has that: `hantm`, `hantm2`, `hantm3`. It gives none twice, however often it is asked.
 */
export function openLoginMaker(isTaken: (login: string) => boolean): (name: string) => string {
  const made = new Set<string>();
  const numbers = new Map<string, number>();
  return (name) => {
    const base = baseOf(name);
    for (let number = numbers.get(base) ?? 1; ; number += 1) {
      const login = number === 1 ? base : `${base}${number}`;
      if (made.has(login) || isTaken(login)) continue;
      numbers.set(base, number + 1);
      made.add(login);
      return login;
    }
  };
}

function baseOf(name: string): string {
  const words = foldText(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const given = words.at(-1) ?? NAMELESS;
  const initials = words.slice(0, -1).map((word) => word.charAt(0));
  const base = `${given}${initials.join('')}`.slice(0, LONGEST_MADE);
  return SHAPE.test(base) ? base : `${NAMELESS}${base}`;
}
