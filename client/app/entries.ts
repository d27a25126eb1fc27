import { chooseFold } from '#shared/vietnamese/fold.ts';

export type EntryKind = 'section' | 'part' | 'person' | 'screen' | 'deed';

/** One line of the palette. */
export interface Entry {
  /** Of an address, the address itself. */
  readonly id: string;
  readonly kind: EntryKind;
  readonly name: string;
  /** Where it belongs; searched too, after the name. */
  readonly detail: string;
  readonly goal: Goal;
  /** The language of the name where it isn't the reader's. */
  readonly lang?: string;
}

/** What choosing an entry does: goes somewhere, narrows the palette to a person's sections, or does a deed. */
export type Goal =
  | { readonly kind: 'address'; readonly to: string }
  | { readonly kind: 'person'; readonly personId: string; readonly name: string }
  | { readonly kind: 'deed'; readonly run: () => void };

/** A piece of a name, and whether it is what was looked for. */
export interface Piece {
  readonly from: number;
  readonly text: string;
  readonly isFound: boolean;
}

/**
 * The entries that have every word of the query, best first: names that begin with it, then names that have it as it stands, then
 * its words in any order, then those that have them only with their place. Among equals, and without a query, what was visited last comes first.
 */
export function findEntries(entries: readonly Entry[], query: string, recent: readonly string[]): readonly Entry[] {
  const fold = chooseFold(query);
  const wanted = wordsOf(fold(query));
  const places = new Map(recent.map((id, at) => [id, at]));
  return entries
    .map((entry) => ({
      entry,
      rank: rankOf(fold(entry.name), fold(entry.detail), wanted),
      visit: places.get(entry.id) ?? recent.length,
    }))
    .filter(({ rank }) => rank !== null)
    .toSorted((left, right) => (left.rank ?? 0) - (right.rank ?? 0) || left.visit - right.visit)
    .map(({ entry }) => entry);
}

/** A name in pieces, for showing what was found in it. */
export function splitFound(name: string, query: string): readonly Piece[] {
  const fold = chooseFold(query);
  const text = name.normalize('NFC');
  const folded = fold(text);
  // A letter whose folding has another length would shift all marks behind it.
  if (folded.length !== text.length) return [{ from: 0, text, isFound: false }];
  const found = Array.from({ length: text.length }, () => false);
  for (const word of wordsOf(fold(query))) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length))
      found.fill(true, at, at + word.length);
  }
  return piecesOf(text, found);
}

function piecesOf(text: string, found: readonly boolean[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < text.length;) {
    const isFound = found[from] ?? false;
    const next = found.indexOf(!isFound, from);
    const to = next === -1 ? text.length : next;
    pieces.push({ from, text: text.slice(from, to), isFound });
    from = to;
  }
  return pieces;
}

function rankOf(name: string, detail: string, words: readonly string[]): number | null {
  if (words.length === 0) return 0;
  const whole = words.join(' ');
  const at = name.indexOf(whole);
  // The number of a section is no beginning: `ngan` begins `1. Ngân sách`.
  if (at !== -1 && !/\p{L}/u.test(name.slice(0, at))) return 0;
  if (at !== -1) return 1;
  if (words.every((word) => name.includes(word))) return 2;
  return words.every((word) => name.includes(word) || detail.includes(word)) ? 3 : null;
}

function wordsOf(query: string): readonly string[] {
  return query.split(/\s+/u).filter((word) => word !== '');
}
