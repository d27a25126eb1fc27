import type { Block, DocumentContent, Paragraph } from '#shared/document/document.ts';
import type { BlockId } from '#shared/model/ids.ts';
import type { BlockNames } from './block-ids.ts';
import { withId } from './carry.ts';
import { lowered } from './placing.ts';

/** A text in two: what stays, and what goes to the new section. */
export interface Halves {
  readonly stays: readonly Block[];
  readonly goes: readonly Block[];
}

/** The text cut before a block; undefined where it has no such block. */
export function cutAt({ blocks }: DocumentContent, blockId: BlockId): Halves | undefined {
  const at = blocks.findIndex((block) => block.id === blockId);
  return at === -1 ? undefined : { stays: blocks.slice(0, at), goes: blocks.slice(at) };
}

/**
 * An older version of a text that was cut, in the same two: each block on the side where it stands now. One that was deleted since goes with
 * the block before it, so that the next merge of that side brings its deletion.
 */
export function cutAlike(older: DocumentContent, now: Halves): Halves {
  const going = new Set(now.goes.map((block) => block.id));
  const staying = new Set(now.stays.map((block) => block.id));
  const stays: Block[] = [];
  const goes: Block[] = [];
  let isGoing = false;
  for (const block of older.blocks) {
    if (going.has(block.id)) isGoing = true;
    else if (staying.has(block.id)) isGoing = false;
    (isGoing ? goes : stays).push(block);
  }
  return { stays, goes };
}

/** How one text is put at the end of another. */
export interface Joint {
  /** The title of the section that joins, as a heading. */
  readonly heading: Paragraph;
  /** New ids of its blocks that the other text has too. */
  readonly names: BlockNames;
}

/** Both texts as one; a version that is missing on one side has nothing there. A text without a block brings no heading either. */
export function joinTexts(
  first: DocumentContent | undefined,
  second: DocumentContent | undefined,
  { heading, names }: Joint,
): DocumentContent {
  const arriving = second === undefined ? [] : lowered(second.blocks, 1);
  const renamed = arriving.map((block) => withId(block, names.get(block.id) ?? block.id));
  return { blocks: [...(first?.blocks ?? []), ...(renamed.length === 0 ? [] : [heading, ...renamed])] };
}

/** New ids for the blocks of one text that have the id of a block of the other: people copy blocks with their ids. */
export function newNames(
  first: readonly (DocumentContent | undefined)[],
  second: readonly (DocumentContent | undefined)[],
  newId: () => BlockId,
): BlockNames {
  const idsOf = (contents: typeof first): ReadonlySet<BlockId> =>
    new Set(contents.flatMap((content) => content?.blocks.map((block) => block.id) ?? []));
  const used = idsOf(first);
  return new Map([...idsOf(second)].filter((id) => used.has(id)).map((id) => [id, newId()]));
}
