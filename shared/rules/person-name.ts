import type { Outcome } from '#shared/model/errors.ts';

const LONGEST_NAME = 80;
const LONGEST_TITLE = 160;
/** Controls, invisible marks and what turns the direction of reading: with those a name could pass for another. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/u;
/** What a cell of a spreadsheet may bring along: kept as one space. */
const SPACE = /[ \t\r\n\u00a0\u3000]+/g;

/** The name as it is kept: one normal form, single spaces. Refuses one without a letter, of more than 80, or with hidden marks. */
export function readPersonName(typed: string): Outcome<string> {
  const name = tidy(typed);
  if (HIDDEN.test(name)) return { ok: false, code: 'person/name-marks' };
  if (!/\p{L}/u.test(name)) return { ok: false, code: 'person/name-empty' };
  if (lengthOf(name) > LONGEST_NAME) return { ok: false, code: 'person/name-too-long' };
  return { ok: true, value: name };
}

/** A person's position as it is kept; it may be empty. */
export function readPersonTitle(typed: string): Outcome<string> {
  const title = tidy(typed);
  if (HIDDEN.test(title) || lengthOf(title) > LONGEST_TITLE) return { ok: false, code: 'person/title-wrong' };
  return { ok: true, value: title };
}

function tidy(typed: string): string {
  return typed.normalize('NFC').replace(SPACE, ' ').trim();
}

/** In code points, so that a letter outside the usual plane counts once. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
