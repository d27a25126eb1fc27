import { createHash } from 'node:crypto';
import type { DocumentContent } from '#shared/document/document.ts';
import { idOf, type BlockId, type SectionId } from '#shared/model/ids.ts';

/** Which section brought the blocks of a part. */
export interface BlockOwners {
  /** All sections of the report. */
  readonly sections: readonly SectionId[];
  readonly owners: ReadonlyMap<BlockId, SectionId>;
}

const ID_OF_A_BLOCK = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The owners of a part's blocks, from the texts that were merged into it, oldest first. The first to bring an id has it for good: a merge
 * that comes later, or is reverted as the last one, changes no owner of before, so that a section's blocks go by the same ids every time.
 */
export function findBlockOwners(
  sections: readonly SectionId[],
  merged: readonly { readonly sectionId: SectionId; readonly content: DocumentContent }[],
): BlockOwners {
  const owners = new Map<BlockId, SectionId>();
  for (const { sectionId, content } of merged) {
    for (const { id } of withOwnIds(content, sectionId, { sections, owners }).blocks) {
      if (!owners.has(id)) owners.set(id, sectionId);
    }
  }
  return { sections, owners };
}

/**
 * A section's text with ids under which it touches no block of another section: people and scripts copy blocks with their ids. An id that
 * is another section's gets the section's own behind it. One that ends so by itself gets it too: else two blocks could meet in one id.
 */
export function withOwnIds(content: DocumentContent, sectionId: SectionId, known: BlockOwners): DocumentContent {
  const { sections, owners } = known;
  const endings = sections.map((id) => `-${id}`);
  const blocks = content.blocks.map((block) => {
    const isOthers = (owners.get(block.id) ?? sectionId) !== sectionId;
    const isTaken = isOthers || endings.some((ending) => block.id.endsWith(ending));
    return isTaken ? { ...block, id: derivedId(block.id, sectionId) } : block;
  });
  return { blocks };
}

/** `<block>-<section>`, or a hash of it where that is no id of a block. */
function derivedId(id: BlockId, sectionId: SectionId): BlockId {
  const whole = `${id}-${sectionId}`;
  return idOf<BlockId>(ID_OF_A_BLOCK.test(whole) ? whole : createHash('sha256').update(whole).digest('hex'));
}
