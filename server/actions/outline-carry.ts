import type { Block, DocumentContent, Paragraph } from '#shared/document/document.ts';
import {
  idOf,
  type BlockId,
  type DocumentId,
  type MergeId,
  type SectionId,
  type SubmissionId,
  type VersionId,
} from '#shared/model/ids.ts';
import { derivedId, withOwnIds, type BlockNames, type BlockOwners } from '#server/domain/block-ids.ts';
import {
  hangingOn,
  landIn,
  ownBlocks,
  relevel,
  withId,
  type Landing,
  type LevelChange,
  type OwnedBlock,
} from '#server/domain/carry.ts';
import type { OutlineStop } from '#server/domain/outline.ts';
import { headingIdOf, headingOf } from '#server/domain/placing.ts';
import { moveImages } from '#server/storage/rows/images.ts';
import { discardStagedMerges, insertMerge, listAppliedMerges, type MergeRow } from '#server/storage/rows/merges.ts';
import { listParts, type PartRow } from '#server/storage/rows/parts.ts';
import { listSectionsEver, type SectionRow } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { listThreads, moveThreads } from '#server/storage/rows/threads.ts';
import { loadVersionContent } from '#server/storage/rows/versions.ts';
import { keepVersion, keepVersionOnce } from './keep-version.ts';
import {
  carriedGround,
  headingsDownTo,
  loadBlockOwners,
  withoutFirstLine,
  type CarriedGround,
} from './merge-ground.ts';
import type { OutlineDeed } from './outline-deed.ts';
import { emptyLine } from './setup.ts';

/**
 * Texts in the consolidated report go where their sections go: with the edits that the bureau made in them, with their comments and with
 * what later merges go on from. Nothing is doubled and nothing is left behind.
 */

type Stop = OutlineStop<SectionRow>;

/** The part in which a section of an outline stands. */
export async function partOfStop(
  { tx, report }: OutlineDeed,
  { ancestors, place }: Stop,
): Promise<PartRow | undefined> {
  const topId = (ancestors[0] ?? place).id;
  return (await listParts(tx, report.id)).find((part) => part.top_section_id === topId);
}

/** Carries the texts of a section and of all below it, taken out or not, from where it stood to where it stands now. */
export async function carrySubtree(
  deed: OutlineDeed,
  id: SectionId,
  before: { readonly stops: readonly Stop[]; readonly part: PartRow },
  after: { readonly stops: readonly Stop[]; readonly part: PartRow },
): Promise<void> {
  const subtree = subtreeEver(await listSectionsEver(deed.tx, deed.report.id), id);
  const moved = new Set(subtree.map((section) => section.id));
  const stop = after.stops.find(({ place }) => place.id === id);
  if (stop === undefined) throw new Error(`There is no section ${id}`);
  const behind = after.stops.slice(after.stops.indexOf(stop)).filter(({ place }) => !moved.has(place.id));
  const headings = headingsDownTo(stop, after.part);
  await carryBlocks(deed, {
    from: before.part,
    to: after.part,
    sections: moved,
    // When the top of a part goes, all that is in it goes.
    takes: before.part.top_section_id === id ? () => true : (owner) => owner !== undefined && moved.has(owner),
    levels: withLevelsAbove(subtree, levelsOf(moved, before, after)),
    headings: headings.slice(0, -1).map(headingOf),
    headingId: headingIdOf(id),
    heading: headings.slice(-1).map(headingOf)[0],
    isHeadingNew: before.part.top_section_id === id,
    landing: { behind: null, before: new Set(behind.map(({ place }) => place.id)) },
  });
}

/** With what was taken out of the outline: brought back, it stands where they stand and goes on from its text there. */
function subtreeEver(ever: readonly SectionRow[], id: SectionId): readonly SectionRow[] {
  const below = (parentId: SectionId): readonly SectionRow[] =>
    ever.filter((one) => one.parent_id === parentId).flatMap((one) => [one, ...below(one.id)]);
  return [...ever.filter((one) => one.id === id), ...below(id)];
}

/** What is not in the outline goes as far down as what it hung below. */
function withLevelsAbove(
  subtree: readonly SectionRow[],
  levels: ReadonlyMap<SectionId, LevelChange>,
): ReadonlyMap<SectionId, LevelChange> {
  const all = new Map(levels);
  for (const { id, parent_id: parentId, deleted_at: deletedAt } of subtree) {
    const above = parentId === null ? undefined : all.get(parentId);
    if (deletedAt !== null && above !== undefined) all.set(id, above);
  }
  return all;
}

/** Changes the levels of texts in a part, where their sections are numbered otherwise now. */
export async function relevelSubtree(
  deed: OutlineDeed,
  id: SectionId,
  part: PartRow,
  { before, after }: { readonly before: readonly Stop[]; readonly after: readonly Stop[] },
): Promise<void> {
  const ids = new Set(
    after.flatMap(({ place, ancestors }) =>
      place.id === id || ancestors.some((one) => one.id === id) ? [place.id] : [],
    ),
  );
  const levels = levelsOf(ids, { stops: before, part }, { stops: after, part });
  for (const one of ids) await discardStagedMerges(deed.tx, part.id, one);
  const known = await loadBlockOwners(deed.tx, part);
  await deed.changeText(part.document_id, ({ content }) => ({
    blocks: relevel(ownBlocks(content.blocks, known), levels).map(({ block }) => block),
  }));
}

function levelsOf(
  ids: ReadonlySet<SectionId>,
  before: { readonly stops: readonly Stop[]; readonly part: PartRow },
  after: { readonly stops: readonly Stop[]; readonly part: PartRow },
): ReadonlyMap<SectionId, LevelChange> {
  const levelIn = ({ stops, part }: typeof before, id: SectionId): number => {
    const stop = stops.find(({ place }) => place.id === id);
    return (stop && headingsDownTo(stop, part).at(-1)?.level) ?? 0;
  };
  return new Map([...ids].map((id) => [id, { from: levelIn(before, id), to: levelIn(after, id) }]));
}

interface Carriage {
  readonly from: PartRow;
  readonly to: PartRow;
  /** Whose merges go on in the other part. */
  readonly sections: ReadonlySet<SectionId>;
  /** Whether blocks of a section go; undefined: of nobody, above all that was merged. */
  readonly takes: (owner: SectionId | undefined) => boolean;
  readonly levels: ReadonlyMap<SectionId, LevelChange>;
  /** Of the sections above; those that the part has not are written. */
  readonly headings: readonly Paragraph[];
  /** The heading of the section in the part that it leaves. */
  readonly headingId: BlockId;
  /** The heading that it has where it arrives; none at the top of a part. */
  readonly heading: Paragraph | undefined;
  /** It never stood in the part that it leaves, rather than being taken away by the bureau. */
  readonly isHeadingNew: boolean;
  readonly landing: Landing;
}

/** Carries blocks from one part to another, or within one, with all that hangs on them; gives the ids that had to change. */
export async function carryBlocks(deed: OutlineDeed, carriage: Carriage): Promise<BlockNames> {
  const { tx, context } = deed;
  const { from, to } = carriage;
  // What is staged was computed for the outline as it was.
  for (const id of carriage.sections) await discardStagedMerges(tx, from.id, id);
  const known = await loadBlockOwners(tx, from);
  const found = await context.documents.readWithin(tx, from.document_id);
  const owned = ownBlocks(withoutFirstLine(found.content).blocks, known);
  const rest = owned.filter(({ owner }) => !carriage.takes(owner));
  const going = owned.filter(({ owner }) => carriage.takes(owner));
  // What nobody brought stands on the level of the part's top.
  const ofTop = going.map(({ block, owner }) => ({ block, owner: owner ?? from.top_section_id }));
  const taken = relevel(ofTop, carriage.levels);
  if (from.id === to.id) {
    await deed.changeText(to.document_id, () => landed(deed, carriage, rest, taken));
    return new Map();
  }
  const grounds = await takeGrounds(deed, carriage, known);
  if (taken.length === 0 && grounds.length === 0) return new Map();
  const standing = ownBlocks(
    withoutFirstLine((await context.documents.readWithin(tx, to.document_id)).content).blocks,
    await loadBlockOwners(tx, to),
  );
  const ids = freeIds(taken, standing);
  const renamed = taken.map(({ block, owner }) => ({ block: withId(block, ids.get(block.id) ?? block.id), owner }));
  const blocksOf = (all: readonly OwnedBlock[]): readonly Block[] => all.map(({ block }) => block);
  await keepBefore(deed, from);
  await keepBefore(deed, to);
  await deed.changeText(from.document_id, () => orEmpty(deed, blocksOf(rest)));
  await deed.changeText(to.document_id, () => landed(deed, carriage, standing, renamed));
  const texts = { from: from.document_id, to: to.document_id };
  await moveHanging(deed, { ...texts, taken: blocksOf(taken), rest: blocksOf(rest) });
  const carried = grounds.map((ground) => ({
    ...ground,
    names: new Map([...ground.names].map(([own, name]) => [own, ids.get(name) ?? name])),
    isUnnamed: ground.isUnnamed && !(carriage.isHeadingNew && ground.sectionId === from.top_section_id),
  }));
  await writeGrounds(deed, to, carried);
  return ids;
}

/** The part with what was carried, under the headings that it lacks. */
function landed(
  deed: OutlineDeed,
  { headings, headingId, heading, isHeadingNew, landing }: Carriage,
  standing: readonly OwnedBlock[],
  taken: readonly OwnedBlock[],
): DocumentContent {
  const arriving = taken.flatMap(({ block }): readonly Block[] => {
    if (block.id !== headingId) return [block];
    return heading === undefined ? [] : [withId(block, heading.id)];
  });
  const lacking = headings.filter(({ id }) => !standing.some(({ block }) => block.id === id));
  const own = heading !== undefined && isHeadingNew ? [heading] : [];
  const dressed = arriving.length === 0 ? [] : [...lacking, ...own, ...arriving];
  const blocks = standing.map(({ block }) => block).toSpliced(landIn(standing, landing), 0, ...dressed);
  return orEmpty(deed, blocks);
}

/** A text without a block would get one from each editor that opens it. */
function orEmpty({ context }: OutlineDeed, blocks: readonly Block[]): DocumentContent {
  return { blocks: blocks.length === 0 ? [emptyLine(idOf<BlockId>(context.newId()))] : blocks };
}

/** For a block whose id stands in the other part already: a copy, made by hand. */
function freeIds(taken: readonly OwnedBlock[], standing: readonly OwnedBlock[]): BlockNames {
  const used = new Set(standing.map(({ block }) => block.id));
  return new Map(
    taken.flatMap(({ block, owner }) =>
      used.has(block.id) && owner !== undefined ? [[block.id, derivedId(block.id, owner)] as const] : [],
    ),
  );
}

/** What merges of a section go on from in a part. */
export interface Ground {
  readonly sectionId: SectionId;
  readonly submissionId: SubmissionId;
  readonly versionId: VersionId;
  readonly names: BlockNames;
  readonly isUnnamed: boolean;
}

/** What was last merged from a section into a part; undefined where nothing was. */
export async function findGround(
  { tx }: OutlineDeed,
  part: PartRow,
  sectionId: SectionId,
): Promise<MergedGround | undefined> {
  return groundOf(tx, sectionId, await listAppliedMerges(tx, part.id), await loadBlockOwners(tx, part));
}

type MergedGround = Ground & { readonly content: DocumentContent };

async function groundOf(
  tx: Rows,
  sectionId: SectionId,
  applied: readonly MergeRow[],
  known: BlockOwners,
): Promise<MergedGround | undefined> {
  const last = applied.findLast((merge) => merge.section_id === sectionId);
  if (last === undefined) return undefined;
  const content = await loadVersionContent(tx, last.theirs_version_id);
  const placed = withOwnIds(content, sectionId, known);
  return {
    sectionId,
    submissionId: last.submission_id,
    versionId: last.theirs_version_id,
    names: new Map(content.blocks.map((block, at) => [block.id, placed.blocks[at]?.id ?? block.id])),
    isUnnamed: carriedGround(last)?.isUnnamed ?? false,
    content,
  };
}

async function takeGrounds(
  { tx }: OutlineDeed,
  { from, sections }: Carriage,
  known: BlockOwners,
): Promise<readonly Ground[]> {
  // Once for all of them: it reads every text that was ever merged into the part, and all writing waits meanwhile.
  const applied = await listAppliedMerges(tx, from.id);
  const grounds: Ground[] = [];
  for (const id of sections) {
    const ground = await groundOf(tx, id, applied, known);
    if (ground !== undefined) grounds.push(ground);
  }
  return grounds;
}

/** Writes what sections go on from in a part, for the part as the deed leaves it. */
export async function writeGrounds(deed: OutlineDeed, part: PartRow, grounds: readonly Ground[]): Promise<void> {
  if (grounds.length === 0) return;
  const { context, tx, caller, at } = deed;
  const text = await context.documents.readWithin(tx, part.document_id);
  const label = { documentId: part.document_id, kind: 'automatic', by: caller.personId, at } as const;
  // Of its own, though the text may be kept already: its place among the versions is the place of this among the merges.
  const { id: versionId } = await keepVersion(context, tx, text, label);
  for (const ground of grounds) {
    await discardStagedMerges(tx, part.id, ground.sectionId);
    const staged: CarriedGround = { names: [...ground.names], isUnnamed: ground.isUnnamed };
    const row: MergeRow = {
      id: idOf<MergeId>(context.newId()),
      report_id: part.report_id,
      part_id: part.id,
      section_id: ground.sectionId,
      submission_id: ground.submissionId,
      state: 'carried',
      base_version_id: null,
      theirs_version_id: ground.versionId,
      ours_version_id: versionId,
      result_version_id: versionId,
      staged_json: JSON.stringify(staged),
      decisions_json: '{}',
      refused_json: '[]',
      by_id: caller.personId,
      at,
      applied_by: caller.personId,
      applied_at: at,
      reverted_by: null,
      reverted_at: null,
    };
    await insertMerge(tx, row);
  }
  deed.tell({ kind: 'merges', reportId: part.report_id, mergeId: null });
}

async function keepBefore(deed: OutlineDeed, part: PartRow): Promise<void> {
  const { context, tx, caller, at } = deed;
  const text = await context.documents.readWithin(tx, part.document_id);
  const label = { documentId: part.document_id, kind: 'automatic', by: caller.personId, at } as const;
  await keepVersionOnce(context, tx, text, label);
}

/** Comments and pictures go with their words from one text to another. */
export async function moveHanging(
  deed: OutlineDeed,
  passage: {
    readonly from: DocumentId;
    readonly to: DocumentId;
    readonly taken: readonly Block[];
    readonly rest: readonly Block[];
  },
): Promise<void> {
  const { from, to, taken, rest } = passage;
  const hanging = hangingOn(taken, rest);
  const threads = (await listThreads(deed.tx, from)).filter(hanging.threads).map(({ id }) => id);
  await moveThreads(deed.tx, threads, to);
  await moveImages(deed.tx, hanging.images, { from, to });
  if (threads.length === 0) return;
  deed.tell({ kind: 'threads', documentId: from });
  deed.tell({ kind: 'threads', documentId: to });
}
