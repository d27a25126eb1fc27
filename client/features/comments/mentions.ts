import { containsText } from '#shared/vietnamese/fold.ts';
import type { Committee } from '#shared/protocol/committees.ts';

type Person = Committee['people'][number];

/** A piece of a message: plain, or the name of somebody who is called. */
export interface Piece {
  /** Where it begins. */
  readonly at: number;
  readonly text: string;
  readonly isMention: boolean;
}

const MOST = 6;

/** The `@` that is being typed before the caret, and what was typed after it; names have spaces, so a query may too. */
export function openMention(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const match = /(?:^|\s)@([^@\n]{0,30})$/u.exec(text.slice(0, caret));
  const query = match?.[1];
  return query === undefined ? null : { from: caret - query.length - 1, query };
}

/** Whom a query may mean; without marks it means any. */
export function suggestPeople(people: readonly Person[], query: string): readonly Person[] {
  return people.filter(({ name }) => containsText(name, query.trim())).slice(0, MOST);
}

/** The people whose whole names stand after an `@`. */
export function mentionedIn(text: string, people: readonly Person[]): readonly Person['id'][] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
}

/** A message cut at the names that it calls. */
export function splitMentions(text: string, names: readonly string[]): readonly Piece[] {
  const called = names.filter((name) => name !== '').map((name) => `@${name}`);
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const next = called
      .map((name) => ({ name, place: text.indexOf(name, at) }))
      .filter(({ place }) => place !== -1)
      .toSorted((one, other) => one.place - other.place || other.name.length - one.name.length)[0];
    if (next === undefined) break;
    if (next.place > at) pieces.push({ at, text: text.slice(at, next.place), isMention: false });
    pieces.push({ at: next.place, text: next.name, isMention: true });
    at = next.place + next.name.length;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), isMention: false });
  return pieces;
}
