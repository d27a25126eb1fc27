import { textOfBlock, type Block, type DocumentContent } from '#shared/document/document.ts';
import { decideMerge, type MergeDecision } from '#shared/document/merge/decide.ts';
import type { StagedMerge } from '#shared/document/merge/three-way.ts';
import type { Numbering } from '#shared/document/numbering.ts';
import type { BlockId } from '#shared/model/ids.ts';
import type { PreviewBlock } from '#shared/protocol/merges.ts';

type Entry = Pick<PreviewBlock, 'entryId' | 'mark'>;

/** Headings and items are counted by `counter`, below the level of the report that `depth` says. */
export interface PreviewPlace {
  readonly counter: Numbering;
  readonly depth: number;
}

const SAME: Entry = { entryId: null, mark: 'same' };

/** The part as the merge would leave it, with every change taken and our side of every conflict; what goes away stands where it was. */
export function previewPart(staged: StagedMerge, ours: DocumentContent, place: PreviewPlace): PreviewBlock[] {
  const entries = entriesOf(staged);
  const decided = decideMerge(staged, ours, shownSides(staged), new Set());
  if (!decided.ok) throw new Error('A conflict was left without a side to show');
  return withDeleted(staged, ours, decided.value.blocks, entries).map((block) =>
    previewBlock(block, entries.get(block.id) ?? SAME, place),
  );
}

/** The section's received text with what is new in it. */
export function previewSection(staged: StagedMerge, theirs: DocumentContent, place: PreviewPlace): PreviewBlock[] {
  const entries = entriesOf(staged);
  return theirs.blocks.map((block) => previewBlock(block, entries.get(block.id) ?? SAME, place));
}

function entriesOf(staged: StagedMerge): ReadonlyMap<BlockId, Entry> {
  const marks = { insert: 'inserted', delete: 'deleted', replace: 'replaced', move: 'moved' } as const;
  const entries = new Map<BlockId, Entry>();
  for (const change of staged.changes) {
    // A block that was rewritten and moved is shown by its words.
    if (!entries.has(change.blockId)) entries.set(change.blockId, { entryId: change.id, mark: marks[change.kind] });
  }
  for (const conflict of staged.conflicts) {
    entries.set(conflict.blockId, { entryId: conflict.id, mark: 'conflict' });
  }
  return entries;
}

/** A passage that we deleted is shown in their words: else there would be no place to decide about it. */
function shownSides(staged: StagedMerge): ReadonlyMap<string, MergeDecision> {
  return new Map(
    staged.conflicts.map((conflict) => [conflict.id, { take: conflict.ours === null ? 'theirs' : 'ours' } as const]),
  );
}

function withDeleted(
  staged: StagedMerge,
  ours: DocumentContent,
  blocks: readonly Block[],
  entries: ReadonlyMap<BlockId, Entry>,
): readonly Block[] {
  const shown = [...blocks];
  const newIds = new Map(staged.renames.map(({ from, to }) => [from, to]));
  let before: BlockId | null = null;
  for (const block of ours.blocks) {
    const id: BlockId = newIds.get(block.id) ?? block.id;
    if (entries.get(id)?.mark === 'deleted') {
      const previous: BlockId | null = before;
      shown.splice(shown.findIndex((one) => one.id === previous) + 1, 0, { ...block, id });
    }
    before = id;
  }
  return shown;
}

function previewBlock(block: Block, entry: Entry, { counter, depth }: PreviewPlace): PreviewBlock {
  const text = textOfBlock(block);
  const isCounted = block.type === 'paragraph' && text.trim() !== '' && entry.mark !== 'deleted';
  return {
    blockId: block.id,
    type: block.type,
    level: block.type === 'paragraph' ? block.level : 0,
    label: isCounted ? (counter.next(block, depth)?.text.trim() ?? '') : '',
    text,
    ...entry,
  };
}
