import { diffArrays } from 'diff';
import { encodeAny, toBase64 } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import * as Y from 'yjs';
import type { Inline, Mark } from '#shared/document/document.ts';
import { DOCUMENT_SCHEMA } from '#shared/document/schema.ts';
import { readStoredMark, type Delta } from './materialise.ts';

type Run = Extract<Inline, { readonly type: 'text' }>;

/** The nodes of new content: a text node for each stretch between hard breaks. */
export function newInlines(content: readonly Inline[]): (Y.XmlText | Y.XmlElement)[] {
  return segmentsOf(content).flatMap((runs, at) => [...(at > 0 ? [newBreak()] : []), ...newText(runs)]);
}

/** Makes a paragraph's content read as wanted: its text by words, its marks by ranges; what stays the same keeps its items. */
export function editInlines(element: Y.XmlElement, now: readonly Inline[], wanted: readonly Inline[]): void {
  if (JSON.stringify(now) === JSON.stringify(wanted)) return;
  const found = storedSegmentsOf(element);
  const { prefix, foundEnd, wantedEnd, target } = alignSegments(segmentsOf(now), segmentsOf(wanted));
  const paired = Math.min(foundEnd, wantedEnd) - prefix;
  const from = prefix + paired;
  if (wantedEnd > from) insertSegments(element, found.slice(0, from), target.slice(from, wantedEnd));
  for (let at = prefix; at < from; at += 1) {
    const segment = found[at];
    if (segment !== undefined) editSegment(element, segment, target[at] ?? []);
  }
  if (foundEnd > from) deleteSegments(element, found, from, foundEnd);
}

/** What stands between two hard breaks, as stored: several text nodes may stand side by side. */
interface StoredSegment {
  readonly lead: Y.XmlElement | undefined;
  readonly texts: readonly Y.XmlText[];
}

function storedSegmentsOf(element: Y.XmlElement): readonly StoredSegment[] {
  const segments: { lead: Y.XmlElement | undefined; texts: Y.XmlText[] }[] = [{ lead: undefined, texts: [] }];
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) segments.at(-1)?.texts.push(child);
    else if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') segments.push({ lead: child, texts: [] });
  }
  return segments;
}

function segmentsOf(content: readonly Inline[]): readonly (readonly Run[])[] {
  const segments: Run[][] = [[]];
  for (const inline of content) {
    if (inline.type === 'hardBreak') segments.push([]);
    else segments.at(-1)?.push(inline);
  }
  return segments;
}

function alignSegments(
  found: readonly (readonly Run[])[],
  target: readonly (readonly Run[])[],
): {
  readonly prefix: number;
  readonly foundEnd: number;
  readonly wantedEnd: number;
  readonly target: readonly (readonly Run[])[];
} {
  const isSame = (one: number, other: number): boolean => JSON.stringify(found[one]) === JSON.stringify(target[other]);
  const shorter = Math.min(found.length, target.length);
  let prefix = 0;
  while (prefix < shorter && isSame(prefix, prefix)) prefix += 1;
  let suffix = 0;
  while (suffix < shorter - prefix && isSame(found.length - 1 - suffix, target.length - 1 - suffix)) suffix += 1;
  return { prefix, foundEnd: found.length - suffix, wantedEnd: target.length - suffix, target };
}

function insertSegments(
  element: Y.XmlElement,
  before: readonly StoredSegment[],
  segments: readonly (readonly Run[])[],
): void {
  const last = before.at(-1);
  const nodes = segments.flatMap((runs) =>
    last === undefined ? [...newText(runs), newBreak()] : [newBreak(), ...newText(runs)],
  );
  element.insertAfter(last?.texts.at(-1) ?? last?.lead ?? null, nodes);
}

/** A first segment goes with the break behind it, any other with the break before it. */
function deleteSegments(element: Y.XmlElement, found: readonly StoredSegment[], from: number, end: number): void {
  const texts = found.slice(from, end).flatMap((segment) => segment.texts);
  const leads = (from === 0 ? found.slice(1, end + 1) : found.slice(from, end)).map((segment) => segment.lead);
  const gone = new Set<unknown>([...texts, ...leads]);
  for (const [at, child] of [...element.toArray().entries()].reverse()) if (gone.has(child)) element.delete(at, 1);
}

function editSegment(element: Y.XmlElement, { lead, texts }: StoredSegment, wanted: readonly Run[]): void {
  if (texts.length === 0) {
    const text = newText(wanted);
    if (text.length > 0) element.insertAfter(lead ?? null, text);
    return;
  }
  const now = texts.map(plainTextOf).join('');
  for (const change of changesOf(now, wanted.map((run) => run.text).join('')).toReversed()) {
    deleteRange(texts, change.at, change.remove);
    insertRuns(texts, change.at, sliceRuns(wanted, change.from, change.from + change.insert));
  }
  formatAs(texts, wanted);
}

/** At `at` of the old text, `remove` characters give way to `insert` characters of the new text from `from` on. */
interface TextChange {
  readonly at: number;
  readonly remove: number;
  readonly from: number;
  readonly insert: number;
}

/** More differences than this in one stretch are one rewriting; it also bounds the time. */
const MAX_WORD_EDITS = 300;

/** What turns one text into another, by words and inside a changed word by characters, in ascending order. */
function changesOf(now: string, wanted: string): readonly TextChange[] {
  const whole = trim(now, wanted, { at: 0, remove: now.length, from: 0, insert: wanted.length });
  if (whole.remove === 0 || whole.insert === 0) return whole.remove + whole.insert === 0 ? [] : [whole];
  const parts = diffArrays(
    wordsOf(now.slice(whole.at, whole.at + whole.remove)),
    wordsOf(wanted.slice(whole.from, whole.from + whole.insert)),
    { maxEditLength: MAX_WORD_EDITS },
  );
  if (parts === undefined) return [whole];
  const changes: TextChange[] = [];
  let { at, from } = whole;
  let open: TextChange | undefined;
  for (const part of parts) {
    const length = part.value.join('').length;
    if (part.added || part.removed) {
      open ??= { at, remove: 0, from, insert: 0 };
      open = part.added ? { ...open, insert: open.insert + length } : { ...open, remove: open.remove + length };
    } else if (open !== undefined) {
      changes.push(trim(now, wanted, open));
      open = undefined;
    }
    if (!part.added) at += length;
    if (!part.removed) from += length;
  }
  if (open !== undefined) changes.push(trim(now, wanted, open));
  return changes;
}

function wordsOf(text: string): string[] {
  return text.match(/\s+|\S+/gu) ?? [];
}

/** Without what begins and ends alike; a pair of surrogates is never split, or Yjs would lose the character. */
function trim(now: string, wanted: string, { at, remove, from, insert }: TextChange): TextChange {
  const shorter = Math.min(remove, insert);
  let prefix = 0;
  while (prefix < shorter && now[at + prefix] === wanted[from + prefix]) prefix += 1;
  if (prefix > 0 && isHighSurrogate(now[at + prefix - 1])) prefix -= 1;
  let suffix = 0;
  while (suffix < shorter - prefix && now[at + remove - 1 - suffix] === wanted[from + insert - 1 - suffix]) suffix += 1;
  if (suffix > 0 && isLowSurrogate(now[at + remove - suffix])) suffix -= 1;
  return { at: at + prefix, remove: remove - prefix - suffix, from: from + prefix, insert: insert - prefix - suffix };
}

function isHighSurrogate(unit: string | undefined): boolean {
  return unit !== undefined && unit >= '\ud800' && unit <= '\udbff';
}

function isLowSurrogate(unit: string | undefined): boolean {
  return unit !== undefined && unit >= '\udc00' && unit <= '\udfff';
}

function sliceRuns(runs: readonly Run[], start: number, end: number): readonly Run[] {
  let at = 0;
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += run.text.length;
    return text === '' ? [] : [{ ...run, text }];
  });
}

function deleteRange(texts: readonly Y.XmlText[], at: number, length: number): void {
  let start = at;
  let left = length;
  for (const text of texts) {
    const size = text.length;
    const part = Math.min(left, Math.max(0, size - start));
    if (part > 0) text.delete(start, part);
    left -= part;
    start = Math.max(0, start - size);
  }
}

/** At a seam of two nodes it goes to the end of the first. */
function insertRuns(texts: readonly Y.XmlText[], at: number, runs: readonly Run[]): void {
  let start = at;
  for (const [index, text] of texts.entries()) {
    if (start > text.length && index < texts.length - 1) {
      start -= text.length;
      continue;
    }
    for (const run of runs) {
      text.insert(start, run.text, attributesOf(run.marks));
      start += run.text.length;
    }
    return;
  }
}

function formatAs(texts: readonly Y.XmlText[], wanted: readonly Run[]): void {
  let offset = 0;
  for (const text of texts) {
    const size = text.length;
    const ranges = rangesToFormat(deltasOf(text), sliceRuns(wanted, offset, offset + size));
    for (const { at, length, attributes } of ranges) text.format(at, length, attributes);
    offset += size;
  }
}

interface FormatRange {
  readonly at: number;
  readonly length: number;
  readonly attributes: Record<string, unknown>;
}

function rangesToFormat(deltas: readonly Delta[], wanted: readonly Run[]): readonly FormatRange[] {
  const ranges: FormatRange[] = [];
  let at = 0;
  for (const { insert, attributes } of deltas) {
    const length = typeof insert === 'string' ? insert.length : 1;
    let start = at;
    for (const run of sliceRuns(wanted, at, at + length)) {
      const change = changeOfMarks(attributes ?? {}, run.marks);
      if (change !== undefined) ranges.push({ at: start, length: run.text.length, attributes: change });
      start += run.text.length;
    }
    at += length;
  }
  return ranges;
}

/** Which stored marks to take and to set; what the schema does not know is left alone. */
function changeOfMarks(
  stored: Readonly<Record<string, unknown>>,
  wanted: readonly Mark[],
): Record<string, unknown> | undefined {
  const change: Record<string, unknown> = {};
  const missing = new Map(wanted.map((mark) => [JSON.stringify(mark), mark]));
  const kept = new Set<string>();
  for (const [key, value] of Object.entries(stored)) {
    const mark = readStoredMark(key, value);
    if (mark === undefined) continue;
    const name = JSON.stringify(mark);
    if (missing.delete(name) || kept.has(name)) kept.add(name);
    else change[key] = null;
  }
  Object.assign(change, attributesOf([...missing.values()]));
  return Object.keys(change).length === 0 ? undefined : change;
}

function attributesOf(marks: readonly Mark[]): Record<string, unknown> {
  return Object.fromEntries(
    marks.map(({ type, ...attributes }) => {
      const overlaps = DOCUMENT_SCHEMA.marks[type]?.overlaps === true;
      return [overlaps ? `${type}--${hashOf({ type, attrs: attributes })}` : type, attributes];
    }),
  );
}

/** The name that y-tiptap gives to a mark that may overlap others of its kind, so that its binding finds it again (`hashOfJSON`). */
function hashOf(mark: { readonly type: string; readonly attrs: unknown }): string {
  const bytes = digest(encodeAny(mark));
  const folded = bytes.slice(0, 6);
  for (let at = 6; at < bytes.length; at += 1) folded[at % 6] = (folded[at % 6] ?? 0) ^ (bytes[at] ?? 0);
  return toBase64(folded);
}

function plainTextOf(text: Y.XmlText): string {
  return deltasOf(text)
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc'))
    .join('');
}

function deltasOf(text: Y.XmlText): readonly Delta[] {
  return text.toDelta() as readonly Delta[];
}

function newText(runs: readonly Run[]): Y.XmlText[] {
  if (runs.length === 0) return [];
  const text = new Y.XmlText();
  let at = 0;
  for (const run of runs) {
    text.insert(at, run.text, attributesOf(run.marks));
    at += run.text.length;
  }
  return [text];
}

function newBreak(): Y.XmlElement {
  return new Y.XmlElement('hardBreak');
}
