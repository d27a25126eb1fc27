import { createHash } from 'node:crypto';
import type { DocumentContent } from '#shared/document/document.ts';
import { idOf, type BlockId, type SectionId } from '#shared/model/ids.ts';

/** Which section brought the blocks of a part. */
export interface BlockOwners {
  /** All sections of the report. */
  readonly sections: readonly SectionId[];
  readonly owners: ReadonlyMap<BlockId, SectionId>;
  /** By which ids the blocks of a section go in the part, where it was said and doesn't follow from the owners. */
  readonly names: ReadonlyMap<SectionId, BlockNames>;
}

/** The ids of a section's blocks in its own text (key) and in the part (value). */
export type BlockNames = ReadonlyMap<BlockId, BlockId>;

/** What was brought into a part, or, with names, handed to a section that goes on with it: the blocks so named are its own from then on. */
export interface Brought {
  readonly sectionId: SectionId;
  readonly content: DocumentContent;
  readonly names?: BlockNames;
}

const ID_OF_A_BLOCK = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The owners of a part's blocks, from the texts that were merged into it, oldest first. The first to bring an id has it for good: a merge
 * that comes later, or is reverted as the last one, changes no owner of before, so that a section's blocks go by the same ids every time.
 * Only where a section was split, joined or carried elsewhere do blocks change hands, by their names.
 */
export function findBlockOwners(sections: readonly SectionId[], merged: readonly Brought[]): BlockOwners {
  const owners = new Map<BlockId, SectionId>();
  const names = new Map<SectionId, BlockNames>();
  for (const brought of merged) {
    const { sectionId, content } = brought;
    if (brought.names !== undefined) {
      names.set(sectionId, brought.names);
      for (const id of brought.names.values()) owners.set(id, sectionId);
    }
    for (const { id } of withOwnIds(content, sectionId, { sections, owners, names }).blocks) {
      if (!owners.has(id)) owners.set(id, sectionId);
    }
  }
  return { sections, owners, names };
}

/**
 * A section's text with ids under which it touches no block of another section: people and scripts copy blocks with their ids. An id that
 * is another section's gets the section's own behind it. One that ends so by itself gets it too: else two blocks could meet in one id.
 */
export function withOwnIds(content: DocumentContent, sectionId: SectionId, known: BlockOwners): DocumentContent {
  const { sections, owners } = known;
  const names = known.names.get(sectionId);
  const named = new Set(names?.values());
  const endings = sections.map((id) => `-${id}`);
  const blocks = content.blocks.map((block) => {
    const name = names?.get(block.id);
    if (name !== undefined) return name === block.id ? block : { ...block, id: name };
    const isOthers = (owners.get(block.id) ?? sectionId) !== sectionId;
    const isTaken = isOthers || named.has(block.id) || endings.some((ending) => block.id.endsWith(ending));
    return isTaken ? { ...block, id: derivedId(block.id, sectionId) } : block;
  });
  return { blocks };
}

/** `<block>-<section>`, or a hash of it where that is no id of a block. */
export function derivedId(id: BlockId, sectionId: SectionId): BlockId {
  const whole = `${id}-${sectionId}`;
  return idOf<BlockId>(ID_OF_A_BLOCK.test(whole) ? whole : createHash('sha256').update(whole).digest('hex'));
}
