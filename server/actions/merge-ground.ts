import { z } from 'zod';
import type { DocumentContent } from '#shared/document/document.ts';
import { mergeThreeWay, type MergeInput, type StagedMerge } from '#shared/document/merge/three-way.ts';
import { DomainError } from '#shared/model/errors.ts';
import type { BlockId, MergeId, SectionId, VersionId } from '#shared/model/ids.ts';
import { blockId } from '#shared/protocol/fields.ts';
import type { DurableText } from '#server/context.ts';
import { findBlockOwners, withOwnIds, type BlockOwners, type Brought } from '#server/domain/block-ids.ts';
import { levelOfStop, walkOutline, type OutlineStop } from '#server/domain/outline.ts';
import { headingIdOf, placeAgain, placeFirst, placeUnnamed, type PlaceInPart } from '#server/domain/placing.ts';
import { listAppliedMerges, type MergeRow } from '#server/storage/rows/merges.ts';
import type { PartRow } from '#server/storage/rows/parts.ts';
import { listSections, listSectionsEver, type SectionRow } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { loadVersionContent } from '#server/storage/rows/versions.ts';

/** All that a merge of one section into one part is computed from, but the part's text, which may change meanwhile. */
export interface MergeGround {
  /** All merges that the part holds: with another one, whose its blocks are may be otherwise. */
  readonly appliedIds: readonly MergeId[];
  /** The version last merged from the section into the part; null the first time. */
  readonly baseVersionId: VersionId | null;
  /** Both sides of the section by ids that are no other section's. */
  readonly base: DocumentContent | null;
  /** The part holds the base without the section's own heading: a split or a join left it so. */
  readonly isBaseUnnamed: boolean;
  readonly theirs: DocumentContent;
  readonly place: PlaceInPart;
  /** Blocks of the part that other sections brought. */
  readonly foreign: ReadonlySet<BlockId>;
}

export async function loadMergeGround(
  rows: Rows,
  part: PartRow,
  sectionId: SectionId,
  theirsVersionId: VersionId,
): Promise<MergeGround> {
  const stops = walkOutline(await listSections(rows, part.report_id));
  const at = stops.findIndex(({ place }) => place.id === sectionId);
  const stop = stops[at];
  // It may have been taken out of the outline since.
  if (stop === undefined) throw new DomainError('not_found');
  const applied = await listAppliedMerges(rows, part.id);
  const last = applied.findLast((one) => one.section_id === sectionId);
  const baseVersionId = last?.theirs_version_id ?? null;
  const known = await loadBlockOwners(rows, part);
  const load = async (id: VersionId) => withOwnIds(await loadVersionContent(rows, id), sectionId, known);
  const others = known.sections.filter((id) => id !== sectionId);
  const brought = [...known.owners].flatMap(([id, owner]) => (owner === sectionId ? [] : [id]));
  return {
    appliedIds: applied.map((one) => one.id),
    baseVersionId,
    base: baseVersionId === null ? null : await load(baseVersionId),
    isBaseUnnamed: last !== undefined && carriedGround(last)?.isUnnamed === true,
    theirs: await load(theirsVersionId),
    place: {
      headings: headingsDownTo(stop, part),
      later: stops.slice(at + 1).map(({ place }) => place.id),
    },
    foreign: new Set([...others.map(headingIdOf), ...brought]),
  };
}

/** From below the part's top section down to this one, each on the level of its numbering below that of the top. */
export function headingsDownTo(
  { ancestors, place }: OutlineStop<SectionRow>,
  part: Pick<PartRow, 'top_section_id'>,
): PlaceInPart['headings'] {
  const chain = [...ancestors, place].map((section, at, all) => ({
    id: section.id,
    title: section.title,
    level: levelOfStop({ ancestors: all.slice(0, at), place: section }),
  }));
  const top = chain.findIndex((one) => one.id === part.top_section_id);
  const above = chain[top]?.level ?? 0;
  return chain.slice(top + 1).map((heading) => ({ ...heading, level: Math.max(1, heading.level - above) }));
}

/** Whose the blocks of a part are, by all that was merged into it. */
export async function loadBlockOwners(rows: Rows, part: PartRow): Promise<BlockOwners> {
  // What was taken out of the outline still owns what it brought.
  const sections = await listSectionsEver(rows, part.report_id);
  const merged: Brought[] = [];
  for (const merge of await listAppliedMerges(rows, part.id)) {
    const names = carriedGround(merge)?.names;
    const content = await loadVersionContent(rows, merge.theirs_version_id);
    merged.push({ sectionId: merge.section_id, content, ...(names === undefined ? {} : { names: new Map(names) }) });
  }
  return findBlockOwners(
    sections.map((section) => section.id),
    merged,
  );
}

const carriedGroundSchema = z.object({
  /** By which id each block goes in the part. */
  names: z.array(z.tuple([blockId, blockId])),
  isUnnamed: z.boolean(),
});

/** What a section goes on from in a part, where it was not a merge that left it so. */
export type CarriedGround = z.output<typeof carriedGroundSchema>;

/** As its row keeps it; undefined for a merge. */
export function carriedGround(merge: Pick<MergeRow, 'state' | 'staged_json'>): CarriedGround | undefined {
  return merge.state === 'carried' ? carriedGroundSchema.parse(JSON.parse(merge.staged_json)) : undefined;
}

/** What the merge takes in, for the part as it is. */
export function mergeInputOf(ground: MergeGround, ours: DocumentContent): MergeInput {
  const { base, theirs, place, foreign } = ground;
  if (base === null) return { base: null, ours, theirs: placeFirst(theirs, place, ours), foreign };
  const placed = ground.isBaseUnnamed ? placeUnnamed(base, place) : placeAgain(base, place);
  return { base: placed, ours, theirs: placeAgain(theirs, place), foreign };
}

/**
 * What the merge does to the part as it is at the moment of writing. It is computed while all other writing waits, so what was computed
 * before is used where the part is still the same.
 */
export function stagingOf(
  ground: MergeGround,
  known: { readonly seq: number; readonly staged: StagedMerge },
): (found: DurableText) => StagedMerge {
  let last = known;
  return (found) => {
    if (found.seq !== last.seq) {
      last = { seq: found.seq, staged: mergeThreeWay(mergeInputOf(ground, withoutFirstLine(found.content))) };
    }
    return last.staged;
  };
}

/** A text as a merge sees it: the empty line in which every new text begins is nothing of anybody's. */
export function withoutFirstLine(content: DocumentContent): DocumentContent {
  const [only, ...rest] = content.blocks;
  const isFirstLine = rest.length === 0 && only?.type === 'paragraph' && only.content.length === 0;
  return isFirstLine ? { blocks: [] } : content;
}
