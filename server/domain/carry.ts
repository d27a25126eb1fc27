import type { Block } from '#shared/document/document.ts';
import { threadsIn } from '#shared/document/merge/compare.ts';
import type { BlockId, ImageId, SectionId } from '#shared/model/ids.ts';
import type { BlockOwners } from './block-ids.ts';
import { headingIdOf, lowered } from './placing.ts';

/** A block of a part and the section that it belongs to; undefined for what the bureau wrote above all of them. */
export interface OwnedBlock {
  readonly block: Block;
  readonly owner: SectionId | undefined;
}

/** Whose the blocks of a part are. What no merge brought belongs, as to a reader, to the section whose block stands before it. */
export function ownBlocks(blocks: readonly Block[], { sections, owners }: BlockOwners): readonly OwnedBlock[] {
  const headings = new Map(sections.map((id) => [headingIdOf(id), id]));
  let last: SectionId | undefined;
  return blocks.map((block) => {
    last = headings.get(block.id) ?? owners.get(block.id) ?? last;
    return { block, owner: last };
  });
}

/** Where in a part something goes: behind the last block of the one, else before the first of the others, else at the end. */
export interface Landing {
  readonly behind: SectionId | null;
  readonly before: ReadonlySet<SectionId>;
}

export function landIn(blocks: readonly OwnedBlock[], { behind, before }: Landing): number {
  const last = behind === null ? -1 : blocks.findLastIndex(({ owner }) => owner === behind);
  if (last !== -1) return last + 1;
  const next = blocks.findIndex(({ owner }) => owner !== undefined && before.has(owner));
  return next === -1 ? blocks.length : next;
}

/** The levels of a section's heading in a part before and after; 0 where it is the part's top and has none. */
export interface LevelChange {
  readonly from: number;
  readonly to: number;
}

/** The blocks with their headings as far down as their sections went. */
export function relevel(
  blocks: readonly OwnedBlock[],
  levels: ReadonlyMap<SectionId, LevelChange>,
): readonly OwnedBlock[] {
  return blocks.map(({ block, owner }) => {
    const { from, to } = (owner === undefined ? undefined : levels.get(owner)) ?? { from: 0, to: 0 };
    const [moved = block] = from === to ? [block] : lowered([block], to - from);
    return { block: moved, owner };
  });
}

/** What hangs on the words of one text and goes with them to another. */
export interface Hanging {
  readonly threads: (thread: { readonly id: string; readonly block_id: string }) => boolean;
  readonly images: readonly ImageId[];
}

/**
 * A thread goes with its words; one that stands on words of both texts stays. One whose words were deleted goes with the block in which they
 * stood.
 */
export function hangingOn(taken: readonly Block[], rest: readonly Block[]): Hanging {
  const marked = new Set(taken.flatMap(threadsIn));
  const kept = new Set(rest.flatMap(threadsIn));
  const ids = new Set<string>(taken.map((block) => block.id));
  const keptImages = new Set(rest.flatMap(imagesOf));
  return {
    threads: ({ id, block_id: blockId }) => !kept.has(id) && (marked.has(id) || ids.has(blockId)),
    images: taken.flatMap(imagesOf).filter((id) => !keptImages.has(id)),
  };
}

function imagesOf(block: Block): readonly ImageId[] {
  return block.type === 'image' ? [block.imageId] : [];
}

/** The block under another id; the same object where it has that one. */
export function withId(block: Block, id: BlockId): Block {
  return block.id === id ? block : { ...block, id };
}
