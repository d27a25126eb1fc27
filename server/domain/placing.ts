import type { Block, DocumentContent, Paragraph, ParagraphLevel } from '#shared/document/document.ts';
import { idOf, type BlockId, type PartId, type SectionId } from '#shared/model/ids.ts';

/**
 * A section's text as it stands in a part: under a heading of its own, with its levels lowered by its depth below the part's top. The
 * heading's id comes from the section, so that every later merge finds it again, wherever the bureau has carried it.
 */
export interface PlaceInPart {
  /** Headings from below the part's top section down to the section itself; none where the section is the top. */
  readonly headings: readonly { readonly id: SectionId; readonly title: string }[];
  /** Sections that follow in the outline: what is new comes before their headings. */
  readonly later: readonly SectionId[];
}

const DEEPEST: ParagraphLevel = 6;

export function headingIdOf(sectionId: SectionId): BlockId {
  return idOf<BlockId>(`s-${sectionId}`);
}

/** A part's title, where the whole report prints it. */
export function titleIdOf(partId: PartId): BlockId {
  return idOf<BlockId>(`t-${partId}`);
}

/** For a later merge: base and theirs alike, so that only what the author changed differs. */
export function placeAgain(content: DocumentContent, place: PlaceInPart): DocumentContent {
  const own = place.headings.at(-1);
  const blocks = lowered(content.blocks, place.headings.length);
  return { blocks: own === undefined ? blocks : [headingOf(own, place.headings.length), ...blocks] };
}

/**
 * For a first merge: with the headings above it that the part has not, and one neighbour from the part to be placed beside. What the
 * part has already is given as its own object, so that nothing of it counts as changed.
 */
export function placeFirst(content: DocumentContent, place: PlaceInPart, ours: DocumentContent): DocumentContent {
  const own = place.headings.at(-1);
  if (own === undefined) return content;
  const standing = new Map(ours.blocks.map((block) => [block.id, block]));
  const blocks = lowered(content.blocks, place.headings.length);
  const ownBlock = standing.get(headingIdOf(own.id));
  if (ownBlock !== undefined) return { blocks: [ownBlock, ...blocks] };
  const missing = place.headings.flatMap((heading, at) =>
    standing.has(headingIdOf(heading.id)) ? [] : [headingOf(heading, at + 1)],
  );
  return { blocks: besideNeighbour(ours.blocks, new Set(place.later.map(headingIdOf)), [...missing, ...blocks]) };
}

function besideNeighbour(
  ours: readonly Block[],
  later: ReadonlySet<BlockId>,
  arriving: readonly Block[],
): readonly Block[] {
  const next = ours.findIndex((block) => later.has(block.id));
  const before = next === -1 ? ours.at(-1) : ours[next - 1];
  const after = next === 0 ? ours[0] : undefined;
  return [
    ...(before === undefined || next === 0 ? [] : [before]),
    ...arriving,
    ...(after === undefined ? [] : [after]),
  ];
}

function headingOf(heading: { readonly id: SectionId; readonly title: string }, level: number): Paragraph {
  return {
    type: 'paragraph',
    id: headingIdOf(heading.id),
    level: levelOf(level),
    list: 'none',
    indent: 0,
    align: 'default',
    content: heading.title === '' ? [] : [{ type: 'text', text: heading.title, marks: [] }],
  };
}

function lowered(blocks: readonly Block[], by: number): readonly Block[] {
  if (by === 0) return blocks;
  return blocks.map((block) =>
    block.type === 'paragraph' && block.level > 0 ? { ...block, level: levelOf(block.level + by) } : block,
  );
}

function levelOf(level: number): ParagraphLevel {
  const levels: readonly ParagraphLevel[] = [0, 1, 2, 3, 4, 5, 6];
  return levels[level] ?? DEEPEST;
}
