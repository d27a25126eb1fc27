import type { BlockId } from '#shared/model/ids.ts';
import type { ListKind, Paragraph } from './document.ts';
import ordinals from './profiles/ordinals.json' with { type: 'json' };
import { headingRule, type LayoutProfile } from './layout-profile.ts';

/** What stands before one paragraph, and the counting it belongs to. */
export interface NumberLabel {
  /** As printed, without the space after it: `I-`, `1.1.`, `a)`. Empty for the heading of a section that is not counted. */
  readonly text: string;
  /** Key of the heading rule, or the kind of list item. */
  readonly key: string;
  readonly family: 'heading' | 'list';
  /** The level of the whole report for headings, 1-based; the rank among the profile's list levels for items, 0-based. */
  readonly level: number;
  /** The same for the items of one counting and no other; always 0 for headings, which restart by themselves. */
  readonly run: number;
}

/**
 * Where the headings of sections stand in the outline: ordinals from the top down to the heading, `[1, 2, 5]` for `5.` below `II-` of the
 * first part; none for a section that is not counted.
 */
export type HeadingPlaces = ReadonlyMap<BlockId, readonly number[]>;

/** What is asked of a paragraph; without an id it is nobody's heading. */
type Counted = Pick<Paragraph, 'level' | 'list' | 'indent'> & { readonly id?: BlockId | null };

/** Gives labels to the paragraphs of a whole report, asked in reading order. */
export interface Numbering {
  /** `depth` is the place of the paragraph's text in the outline: 0 for a text at the top. Null for body text. */
  next(paragraph: Counted, depth: number): NumberLabel | null;
  /** Goes on below the heading of these ordinals, or anew where there are none, as where the text of another section begins. */
  begin(place: readonly number[]): void;
  /** The ordinals of the last heading, from the top: `[1, 2, 5]` after `5.` below `II-` of the first part. */
  place(): readonly number[];
}

const DEEPEST_LEVEL = 7;

/**
 * Numbers stored in no text, so that moving a section never leaves a stale one behind. At the heading of a section counting is set to the
 * section's place in the outline, whatever stands before it, and goes on from there: a part in which sections are still missing bears
 * the numbers of the whole. On another level than its place has, as after somebody's change, such a heading counts on like any other.
 * @param place ordinals of the heading under which the text stands, from the top; none for a whole report
 */
export function startNumbering(
  profile: LayoutProfile,
  place: readonly number[] = [],
  places: HeadingPlaces = new Map(),
): Numbering {
  const headings = noneCounted();
  /** How far each level had counted before a section that is not counted. */
  const aside = noneCounted();
  let items = new Map<string, { readonly count: number; readonly run: number }>();
  let started = 0;
  const letters = letterSequence(profile);
  begin(place);

  function begin(from: readonly number[]): void {
    for (const level of headings.keys()) headings[level] = from[level - 1] ?? 0;
    aside.fill(0);
    items = new Map();
  }

  function count(level: number, own: readonly number[] | undefined): void {
    const before = Math.max(headings[level] ?? 0, aside[level] ?? 0);
    const isUncounted = own?.length === 0;
    aside.fill(0, level);
    headings.fill(0, level);
    items = new Map();
    if (isUncounted) aside[level] = before;
    else headings[level] = before + 1;
    if (own?.length === level) own.forEach((ordinal, at) => (headings[at + 1] = ordinal));
  }

  function headingLabel(level: number, own: readonly number[] | undefined): NumberLabel {
    count(level, own);
    const rule = headingRule(profile, level);
    return {
      text: own?.length === 0 ? '' : renderPattern(rule.label.pattern.value, headings.slice(1, level + 1), letters),
      key: rule.key,
      family: 'heading',
      level,
      run: 0,
    };
  }

  function itemLabel(kind: Exclude<ListKind, 'none'>, indent: number): NumberLabel {
    const level = listLevel(kind, indent);
    const place = `${indent}:${level}`;
    for (const other of items.keys()) {
      const [otherIndent = 0, otherLevel = 0] = other.split(':').map(Number);
      if (otherIndent > indent || (otherIndent === indent && otherLevel > level)) items.delete(other);
    }
    const before = items.get(place);
    const count = (before?.count ?? 0) + 1;
    const run = before?.run ?? started++;
    items.set(place, { count, run });
    const pattern = profile.components.numberedList.levels.value[level] ?? '';
    return {
      text: renderPattern(pattern, [count], letters),
      key: kind,
      family: 'list',
      level,
      run,
    };
  }

  return {
    next({ id, level, list, indent }, depth) {
      if (level > 0) return headingLabel(Math.min(depth + level, DEEPEST_LEVEL), id ? places.get(id) : undefined);
      if (list !== 'none') return itemLabel(list, indent);
      return null;
    },
    begin,
    place() {
      const level = headings.findLastIndex((count) => count > 0);
      return headings.slice(1, level + 1).map(ordinal);
    },
  };
}

/** A count for each level, by its number. */
function noneCounted(): number[] {
  return Array.from({ length: DEEPEST_LEVEL + 1 }, () => 0);
}

/** A level that was skipped counts as its first, as word processors have it. */
function ordinal(count: number): number {
  return Math.max(1, count);
}

/** The profile knows two unnumbered signs: the dash, and the plus below it. */
function listLevel(kind: Exclude<ListKind, 'none'>, indent: number): number {
  switch (kind) {
    case 'decimal':
      return 0;
    case 'alpha':
      return 1;
    case 'dash':
    case 'bullet':
      return indent === 0 ? 2 : 3;
  }
}

function letterSequence(profile: LayoutProfile): readonly string[] {
  const rule = profile.components.headings.find((one) => one.label.sequence !== undefined);
  return rule?.label.sequence?.value.split(' ') ?? [];
}

/** A pattern may offer several forms; the first one that can say the number is used. */
function renderPattern(pattern: string, counts: readonly number[], letters: readonly string[]): string {
  for (const form of pattern.split(' | ')) {
    const text = renderForm(form.trim(), counts, letters);
    if (text !== null) return text;
  }
  return `${counts.at(-1) ?? 1}.`;
}

function renderForm(form: string, counts: readonly number[], letters: readonly string[]): string | null {
  const tokens = form.match(/\{\w+\}/g) ?? [];
  let isSayable = true;
  let index = counts.length - tokens.length;
  const text = form.replace(/\{(\w+)\}/g, (_whole, token: string) => {
    const word = renderToken(token, ordinal(counts[index] ?? 1), letters);
    index += 1;
    if (word === undefined) isSayable = false;
    return word ?? '';
  });
  return isSayable ? text : null;
}

function renderToken(token: string, count: number, letters: readonly string[]): string | undefined {
  switch (token) {
    case 'ordinalWords':
      return ordinals.ordinalWords[count - 1];
    case 'upperRoman':
      return upperRoman(count);
    case 'decimal':
      return String(count);
    case 'lowerVi':
      return letterOf(count, letters);
    default:
      return undefined;
  }
}

/** After the last letter two are set together: `aa`, `ab`. */
function letterOf(count: number, letters: readonly string[]): string | undefined {
  if (letters.length === 0) return undefined;
  const before = Math.floor((count - 1) / letters.length);
  const last = letters[(count - 1) % letters.length];
  return before === 0 ? last : `${letterOf(before, letters) ?? ''}${last ?? ''}`;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function upperRoman(count: number): string {
  let rest = count;
  let text = '';
  for (const [value, sign] of ROMAN) {
    text += sign.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return text;
}
