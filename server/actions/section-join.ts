import { z } from 'zod';
import type { DocumentContent, Paragraph } from '#shared/document/document.ts';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type BlockId, type SectionId } from '#shared/model/ids.ts';
import { elementSchema, type SectionDetail } from '#shared/protocol/sections.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import type { BlockNames } from '#server/domain/block-ids.ts';
import { stopOf } from '#server/domain/outline-order.ts';
import { walkOutline } from '#server/domain/outline.ts';
import { headingIdOf, headingOf as placedHeading, loweredHeading } from '#server/domain/placing.ts';
import { joinTexts, newNames, type Joint } from '#server/domain/split-join.ts';
import { moveAllImages } from '#server/storage/rows/images.ts';
import { discardStagedMerges } from '#server/storage/rows/merges.ts';
import { updatePart, type PartRow } from '#server/storage/rows/parts.ts';
import { insertSectionMove } from '#server/storage/rows/section-moves.ts';
import {
  listSections,
  markSectionsDeleted,
  replaceCoEditors,
  updateSection,
  updateSectionState,
} from '#server/storage/rows/sections.ts';
import { findSubmission } from '#server/storage/rows/submissions.ts';
import { listThreads, moveThreads } from '#server/storage/rows/threads.ts';
import { noteShares, sharesOf } from './assignment.ts';
import { keepVersionOnce } from './keep-version.ts';
import { withoutFirstLine, headingsDownTo } from './merge-ground.ts';
import { carryBlocks, findGround, moveHanging, partOfStop, writeGrounds, type Ground } from './outline-carry.ts';
import {
  changeOutline,
  judgeAnew,
  knownSection,
  noteOutlineDeed,
  reportOfSection,
  subtreeOf,
  tellOfSections,
  type OutlineDeed,
} from './outline-deed.ts';
import { nextDeletion } from './outline-delete.ts';
import { orderParts } from './outline-parts.ts';
import { moveInOutline } from './outline-place.ts';
import { demandPlace, siblingsAt } from './outline-sections.ts';
import { findReceived, regroundSection, type ReceivedText } from './received-text.ts';
import { demandWritten, type WrittenSection } from './section-split.ts';
import { emptyLine } from './setup.ts';

/**
 * Puts the text of another section, under its title, at the end of this one, with its comments and its writers; what hangs below the other
 * hangs below this one, and the other leaves the outline, empty. Where one of them was closed until submitted, the joined one is. In the
 * consolidated report its text goes to the end of this one's, and later merges bring what changed since. Throws `section/no-text`,
 * `section/is-submitted`, `outline/inside-itself`, `outline/too-deep`.
 */
export async function joinSection(
  context: Context,
  caller: Caller,
  input: { readonly id: SectionId; readonly otherId: SectionId },
): Promise<SectionDetail> {
  const reportId = await reportOfSection(context, caller, input.id);
  return changeOutline(context, caller, { reportId, right: 'editOutline' }, async (deed) => {
    const join = await beginJoin(deed, input);
    const { keep, other } = join;
    await joinLiveTexts(deed, join);
    await reground(deed, join);
    await joinPeople(deed, join);
    await dropOther(deed, join);
    tellOfSections(deed, [keep, other]);
    await noteOutlineDeed(deed, 'section.join', keep.id, { otherId: other.id });
    return keep.id;
  });
}

/** One of the two as the deed finds it: its text, what was received of it, and what was merged into its part. */
interface Side {
  readonly section: WrittenSection;
  readonly part: PartRow;
  readonly text: DocumentContent;
  readonly received: ReceivedText | undefined;
  readonly ground: Ground | undefined;
  readonly merged: ReceivedText | undefined;
}

interface Join {
  readonly keep: WrittenSection;
  readonly other: WrittenSection;
  readonly first: Side;
  readonly second: Side;
  readonly joint: Joint;
}

async function beginJoin(
  deed: OutlineDeed,
  input: { readonly id: SectionId; readonly otherId: SectionId },
): Promise<Join> {
  const keep = demandWritten(knownSection(deed, input.id));
  const other = demandWritten(knownSection(deed, input.otherId));
  // What is below the other comes below this one: this one can't be among it.
  if (subtreeOf(deed.view, other.id).some(({ id }) => id === keep.id)) throw new DomainError('outline/inside-itself');
  for (const child of siblingsAt(deed, other.id)) demandPlace(deed, child.id, keep.id);
  const first = await sideOf(deed, keep);
  const second = await sideOf(deed, other);
  const textsOf = ({ text, received, merged }: Side) => [text, received?.content, merged?.content];
  const newId = (): BlockId => idOf<BlockId>(deed.context.newId());
  return {
    keep,
    other,
    first,
    second,
    joint: {
      heading: headingOf(newId(), other.title),
      names: newNames(textsOf(first), textsOf(second), newId),
    },
  };
}

async function sideOf(deed: OutlineDeed, section: WrittenSection): Promise<Side> {
  const { tx, context, view } = deed;
  const part = await partOfStop(deed, stopOf(view.allStops, section.id));
  if (part === undefined) throw new Error(`The section ${section.id} stands in no part`);
  // It was computed from the text as it was.
  await discardStagedMerges(tx, part.id, section.id);
  const ground = await findGround(deed, part, section.id);
  const submission = ground && (await findSubmission(tx, ground.submissionId));
  const { content } = await context.documents.readWithin(tx, section.document_id);
  return {
    section,
    part,
    text: withoutFirstLine(content),
    received: await findReceived(deed, section),
    ground,
    merged: ground && submission && { submission, content: withoutFirstLine(ground.content) },
  };
}

function headingOf(id: BlockId, title: string): Paragraph {
  const content = title === '' ? [] : [{ type: 'text', text: title, marks: [] } as const];
  return { type: 'paragraph', id, level: 1, list: 'none', indent: 0, align: 'default', content };
}

async function joinLiveTexts(deed: OutlineDeed, { keep, other, first, second, joint }: Join): Promise<void> {
  const { context, tx, caller, at } = deed;
  for (const { document_id: documentId } of [keep, other]) {
    const text = await context.documents.readWithin(tx, documentId);
    await keepVersionOnce(context, tx, text, { documentId, kind: 'automatic', by: caller.personId, at });
  }
  const joined = joinTexts(first.text, second.text, joint);
  if (second.text.blocks.length > 0) await deed.changeText(keep.document_id, () => joined);
  await deed.changeText(other.document_id, () => ({ blocks: [emptyLine(idOf<BlockId>(context.newId()))] }));
  await moveHanging(deed, { from: other.document_id, to: keep.document_id, taken: second.text.blocks, rest: [] });
  // Also what hung on words that were deleted: the consolidated report may still have them.
  const left = (await listThreads(tx, other.document_id)).map(({ id }) => id);
  await moveThreads(tx, left, keep.document_id);
  await moveAllImages(tx, { from: other.document_id, to: keep.document_id });
}

/** What was received and merged of the two is from now on received and merged of the one. */
async function reground(deed: OutlineDeed, join: Join): Promise<void> {
  const { keep, other, first, second, joint } = join;
  const ids = await carryOther(deed, join);
  if (second.merged !== undefined || second.received !== undefined) {
    const merged = joinReceived(first.merged, second.merged, joint);
    const received = joinReceived(first.received, second.received, joint);
    const texts = { ground: merged, received };
    const again = await regroundSection(deed, { id: keep.id, documentId: keep.document_id }, texts);
    if (again !== undefined) {
      const names = joinNames(first.ground, second.ground, joint, ids);
      const { content } = await deed.context.documents.readWithin(deed.tx, first.part.document_id);
      const isHeaded = content.blocks.some((block) => block.id === headingIdOf(keep.id));
      const isUnnamed = first.ground?.isUnnamed ?? !isHeaded;
      await writeGrounds(deed, first.part, [{ sectionId: keep.id, ...again, names, isUnnamed }]);
    }
  }
  await forgetOther(deed, other, second);
}

function joinReceived(
  first: ReceivedText | undefined,
  second: ReceivedText | undefined,
  joint: Joint,
): ReceivedText | undefined {
  const submission = first?.submission ?? second?.submission;
  if (submission === undefined) return undefined;
  return { submission, content: joinTexts(first?.content, second?.content, joint) };
}

/** By which ids the blocks of the joined text go in the part. */
function joinNames(
  first: Ground | undefined,
  second: Ground | undefined,
  { heading, names }: Joint,
  carried: BlockNames,
): BlockNames {
  const others = [...(second?.names ?? [])].map(([own, name]) => {
    return [names.get(own) ?? own, carried.get(name) ?? name] as const;
  });
  return new Map([
    ...(first?.names ?? []),
    ...(second === undefined ? [] : [[heading.id, heading.id] as const]),
    ...others,
  ]);
}

/** The other's text goes to the end of this one's in the consolidated report, a level below its heading. */
async function carryOther(deed: OutlineDeed, join: Join): Promise<BlockNames> {
  const { keep, other, first, second, joint } = join;
  const stops = deed.view.allStops;
  const stop = stopOf(stops, keep.id);
  const headings = headingsDownTo(stop, first.part);
  const level = headings.at(-1)?.level ?? 0;
  const from = headingsDownTo(stopOf(stops, other.id), second.part).at(-1)?.level ?? 0;
  const isTop = second.part.top_section_id === other.id;
  const below = new Set(subtreeOf(deed.view, other.id).map(({ id }) => id));
  // With the top of a part goes all that is not of a section that hangs below it.
  const takes = (owner: SectionId | undefined): boolean =>
    owner === other.id || (isTop && (owner === undefined || !below.has(owner)));
  const ids = await carryBlocks(deed, {
    from: second.part,
    to: first.part,
    // What it went on from goes to this one, below.
    sections: new Set(),
    takes,
    levels: new Map([[other.id, { from, to: level + 1 }]]),
    // A text that is not merged yet gets its heading now: what joins it stands under that.
    headings: first.ground === undefined ? headings.map(placedHeading) : [],
    headingId: headingIdOf(other.id),
    heading: loweredHeading(joint.heading, level),
    isHeadingNew: isTop || second.ground?.isUnnamed === true,
    landing: { behind: keep.id, before: new Set(stops.slice(stops.indexOf(stop) + 1).map(({ place }) => place.id)) },
  });
  for (const child of siblingsAt(deed, other.id)) {
    const order = walkOutline(await listSections(deed.tx, keep.report_id))
      .filter(({ place }) => place.parent_id === keep.id)
      .map(({ place }) => place.id);
    await moveInOutline(deed, child, { parentId: keep.id, order: [...order, child.id] });
  }
  return ids;
}

/** Nothing of the other was ever received or merged as far as it is concerned: brought back, it begins anew. */
async function forgetOther(deed: OutlineDeed, other: WrittenSection, { received, ground, part }: Side): Promise<void> {
  const { context, tx } = deed;
  const { content } = await context.documents.readWithin(tx, other.document_id);
  if (received === undefined) return;
  const texts = { ground: { submission: received.submission, content }, received: undefined };
  const again = await regroundSection(deed, { id: other.id, documentId: other.document_id }, texts);
  if (again === undefined || ground === undefined) return;
  await writeGrounds(deed, part, [{ sectionId: other.id, ...again, names: new Map(), isUnnamed: true }]);
}

const storedElements = z.array(elementSchema);

async function joinPeople(deed: OutlineDeed, { keep, other, second }: Join): Promise<void> {
  const { tx, view, at, caller, context } = deed;
  const had = view.coEditors.get(keep.id) ?? [];
  const theirs = [...(other.owner_id === null ? [] : [other.owner_id]), ...(view.coEditors.get(other.id) ?? [])];
  const coEditorIds = [...new Set([...had, ...theirs])].filter((id) => id !== keep.owner_id);
  await replaceCoEditors(tx, keep.id, coEditorIds);
  await noteShares(deed, keep.id, sharesOf(keep, had), sharesOf(keep, coEditorIds));
  const elements = [keep, other].flatMap((one) => storedElements.parse(JSON.parse(one.elements_json)));
  const isNew = (element: (typeof elements)[number], place: number): boolean =>
    elements.findIndex((one) => one.key === element.key) === place;
  await updateSection(tx, keep.id, {
    target_words: keep.target_words + other.target_words,
    elements_json: JSON.stringify(elements.filter(isNew)),
    // What was closed to others is not opened by standing in another section.
    visibility: other.visibility === 'open' ? keep.visibility : other.visibility,
  });
  await judgeAnew(deed, [keep.document_id]);
  // What was received is written on now, and what nobody had begun is begun.
  const isWrittenOn = second.text.blocks.length > 0 && other.state !== keep.state;
  const move = { received: 'reopen', assigned: 'startDrafting' } as const;
  if (!isWrittenOn || (keep.state !== 'received' && keep.state !== 'assigned')) return;
  await updateSectionState(tx, keep.id, 'drafting', at);
  await insertSectionMove(tx, {
    id: context.newId(),
    section_id: keep.id,
    move: move[keep.state],
    from_state: keep.state,
    to_state: 'drafting',
    by_id: caller.personId,
    at,
    reason: '',
    version_id: null,
  });
}

async function dropOther(deed: OutlineDeed, { other, second }: Join): Promise<void> {
  const { tx, at } = deed;
  const gone = await nextDeletion(deed);
  await markSectionsDeleted(tx, [other.id], gone);
  await updateSectionState(tx, other.id, 'assigned', at);
  const isTop = second.part.top_section_id === other.id;
  if (isTop) await updatePart(tx, second.part.id, { deleted_at: gone });
  await orderParts(deed);
  await judgeAnew(deed, [other.document_id, isTop ? second.part.document_id : null]);
}
