import type { MergeChange, MergeConflict, MergeView, PreviewBlock } from '#shared/protocol/merges.ts';
import { foldText } from '#shared/vietnamese/fold.ts';
import { diffTexts, type Run } from './word-diff.ts';

/** One thing to decide: a change that only the section made, or a conflict. */
export type Entry = ChangeEntry | ConflictEntry;

interface ChangeEntry extends EntryPlace {
  readonly kind: 'change';
  readonly change: MergeChange;
}

export interface ConflictEntry extends EntryPlace {
  readonly kind: 'conflict';
  readonly conflict: MergeConflict;
}

interface EntryPlace {
  readonly id: string;
  readonly blockId: string;
  /** Of the block: `paragraph`, `table`, `image`, `pageBreak`. */
  readonly type: string;
}

/** What a list calls an entry, finer than the kind of its change; a key of `merge.kind`. */
export type EntryName =
  'insert' | 'delete' | 'move' | 'added' | 'removed' | 'figures' | 'marks' | 'words' | 'form' | 'conflict';

const ELLIPSIS = '…';
const ARROW = ' → ';
/** A figure and the words that belong to it; longer ones are a rewriting. */
const SHORT_CHANGE = 40;

/** Changes and conflicts as they follow each other in the part. */
export function entriesOf(view: MergeView): readonly Entry[] {
  const places = new Map(view.part.map((block, at) => [String(block.blockId), at]));
  const types = new Map([...view.section, ...view.part].map((block) => [String(block.blockId), block.type]));
  const placeOf = ({ blockId }: Entry): number => places.get(blockId) ?? places.size;
  const typeOf = (blockId: string): string => types.get(blockId) ?? 'paragraph';
  const changes = view.changes.map((change): Entry => {
    return { kind: 'change', id: change.id, blockId: change.blockId, type: typeOf(change.blockId), change };
  });
  const conflicts = view.conflicts.map((conflict): Entry => {
    return { kind: 'conflict', id: conflict.id, blockId: conflict.blockId, type: typeOf(conflict.blockId), conflict };
  });
  return [...changes, ...conflicts].toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** The entries of each block; a block that was both rewritten and moved has two. */
export function entriesByBlock(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, readonly Entry[]>();
  for (const entry of entries) found.set(entry.blockId, [...(found.get(entry.blockId) ?? []), entry]);
  return found;
}

export function isConflict(entry: Entry): entry is ConflictEntry {
  return entry.kind === 'conflict';
}

export function nameOfEntry(entry: Entry): EntryName {
  if (entry.kind === 'conflict') return 'conflict';
  const { kind, before, after } = entry.change;
  return kind === 'replace' ? nameOfReplacement(before, after) : kind;
}

function nameOfReplacement(before: string, after: string): EntryName {
  if (before === after) return 'form';
  if (foldText(before) === foldText(after)) return 'marks';
  const runs = diffTexts(before, after);
  if (!runs.some((run) => run.kind === 'removed')) return 'added';
  if (!runs.some((run) => run.kind === 'added')) return 'removed';
  const pair = onlyPair(runs);
  const isFigure = pair !== null && /\d/.test(pair.removed) && /\d/.test(pair.added);
  return isFigure ? 'figures' : 'words';
}

/** A line that lets a reader know the entry again; empty for a block without words. */
export function detailOfEntry(entry: Entry): string {
  if (entry.kind === 'conflict') {
    const { base, ours, theirs } = entry.conflict;
    return fromFirstChange(diffTexts(base ?? theirs ?? '', ours ?? ''), ours ?? theirs ?? '');
  }
  const { kind, before, after } = entry.change;
  if (kind !== 'replace') return kind === 'delete' ? before : after;
  const runs = diffTexts(before, after);
  const pair = onlyPair(runs);
  return pair === null ? fromFirstChange(runs, after) : `${pair.removed.trim()}${ARROW}${pair.added.trim()}`;
}

function onlyPair(runs: readonly Run[]): { readonly removed: string; readonly added: string } | null {
  const removed = runs.filter((run) => run.kind === 'removed');
  const added = runs.filter((run) => run.kind === 'added');
  const [one] = removed;
  const [other] = added;
  if (removed.length !== 1 || added.length !== 1 || one === undefined || other === undefined) return null;
  const isShort = one.text.length <= SHORT_CHANGE && other.text.length <= SHORT_CHANGE;
  return isShort ? { removed: one.text, added: other.text } : null;
}

function fromFirstChange(runs: readonly Run[], whole: string): string {
  const at = runs.findIndex((run) => run.kind === 'added');
  const first = at === -1 ? runs.findIndex((run) => run.kind === 'removed') : at;
  if (first === -1) return whole;
  const rest = runs
    .slice(first)
    .filter((run, from) => from === 0 || run.kind !== 'removed')
    .map((run) => run.text)
    .join('')
    .trim();
  return first === 0 ? rest : `${ELLIPSIS}${rest}`;
}

/** The mark of a block in the section's text: is something of it new to the part? */
export function isNew(block: PreviewBlock): boolean {
  return block.mark !== 'same' && block.mark !== 'deleted';
}
