import type { Block, DocumentContent, Paragraph, ParagraphLevel } from '#shared/document/document.ts';
import { idOf, type BlockId, type PartId, type SectionId } from '#shared/model/ids.ts';

/**
 * A section's text as it stands in a part: under a heading of its own, with its levels lowered as far as that heading is below the part's
 * top. The heading's id comes from the section, so that every later merge finds it again, wherever the bureau has carried it.
 */
export interface PlaceInPart {
  /** Headings from below the part's top section down to the section itself; none where the section is the top. */
  readonly headings: readonly PlacedHeading[];
  /** Sections that follow in the outline: what is new comes before their headings. */
  readonly later: readonly SectionId[];
}

/** The heading of a section, on the level of the part that its numbering has. */
export interface PlacedHeading {
  readonly id: SectionId;
  readonly title: string;
  readonly level: number;
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
  return own === undefined ? content : { blocks: [headingOf(own), ...placeUnnamed(content, place).blocks] };
}

/** The same for a base that stands in the part without a heading of its own. */
export function placeUnnamed(content: DocumentContent, place: PlaceInPart): DocumentContent {
  const own = place.headings.at(-1);
  return own === undefined ? content : { blocks: lowered(content.blocks, own.level) };
}

/**
 * For a first merge: with the headings above it that the part has not, and one neighbour from the part to be placed beside. What the
 * part has already is given as its own object, so that nothing of it counts as changed.
 */
export function placeFirst(content: DocumentContent, place: PlaceInPart, ours: DocumentContent): DocumentContent {
  const own = place.headings.at(-1);
  if (own === undefined) return content;
  const standing = new Map(ours.blocks.map((block) => [block.id, block]));
  const blocks = lowered(content.blocks, own.level);
  const ownBlock = standing.get(headingIdOf(own.id));
  if (ownBlock !== undefined) return { blocks: [ownBlock, ...blocks] };
  const missing = place.headings.filter((heading) => !standing.has(headingIdOf(heading.id))).map(headingOf);
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

export function headingOf(heading: PlacedHeading): Paragraph {
  return {
    type: 'paragraph',
    id: headingIdOf(heading.id),
    level: levelOf(heading.level),
    list: 'none',
    indent: 0,
    align: 'default',
    content: heading.title === '' ? [] : [{ type: 'text', text: heading.title, marks: [] }],
  };
}

/** Headings so many levels lower, or with a negative number higher, as far as there are levels. */
export function lowered(blocks: readonly Block[], by: number): readonly Block[] {
  return blocks.map((block) => (block.type === 'paragraph' && block.level > 0 ? loweredHeading(block, by) : block));
}

export function loweredHeading(heading: Paragraph, by: number): Paragraph {
  return { ...heading, level: levelOf(heading.level + by) };
}

function levelOf(level: number): ParagraphLevel {
  const levels: readonly ParagraphLevel[] = [0, 1, 2, 3, 4, 5, 6];
  return levels[Math.max(1, level)] ?? DEEPEST;
}
