import { DomainError } from '#shared/model/errors.ts';
import { idOf, type BlockId, type DocumentId, type SectionId } from '#shared/model/ids.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { orderWith, stopOf } from '#server/domain/outline-order.ts';
import { walkOutline } from '#server/domain/outline.ts';
import { cutAlike, cutAt, type Halves } from '#server/domain/split-join.ts';
import { countContentWords } from '#server/domain/words.ts';
import { discardStagedMerges } from '#server/storage/rows/merges.ts';
import { findLastSectionMove, insertSectionMove } from '#server/storage/rows/section-moves.ts';
import {
  insertSection,
  listSections,
  orderSections,
  updateSection,
  type SectionRow,
} from '#server/storage/rows/sections.ts';
import { findSubmission } from '#server/storage/rows/submissions.ts';
import { noteShares, sharesOf } from './assignment.ts';
import { keepVersionOnce } from './keep-version.ts';
import { carrySubtree, findGround, moveHanging, partOfStop, writeGrounds, type Ground } from './outline-carry.ts';
import {
  changeOutline,
  knownSection,
  noteOutlineDeed,
  reportOfSection,
  tellOfSections,
  type OutlineDeed,
} from './outline-deed.ts';
import { createPart } from './outline-parts.ts';
import { siblingsAt } from './outline-sections.ts';
import { findReceived, regroundSection, type ReceivedText } from './received-text.ts';

/** A section with a text that may be split or joined. */
export type WrittenSection = SectionRow & { readonly document_id: DocumentId };

/**
 * Makes a new section, right after this one, of its text from a block on: the same blocks with their comments, under the same people and
 * dates. The consolidated report stays as it is, and what each of the two brings into it later is what changed in it since. Throws
 * `section/no-text`, `section/is-submitted`, `section/block-missing`, `section/nothing-before`.
 */
export async function splitSection(
  context: Context,
  caller: Caller,
  input: { readonly id: SectionId; readonly blockId: BlockId; readonly title: string },
): Promise<SectionDetail> {
  const reportId = await reportOfSection(context, caller, input.id);
  return changeOutline(context, caller, { reportId, right: 'editOutline' }, async (deed) => {
    const section = demandWritten(knownSection(deed, input.id));
    const halves = await cutText(deed, section, input.blockId);
    const made = await insertHalf(deed, section, input.title, halves);
    await regroundHalves(deed, section, made, halves);
    tellOfSections(deed, [section, made]);
    await noteOutlineDeed(deed, 'section.split', section.id, { madeId: made.id });
    return made.id;
  });
}

/** Refuses a section that has no text, or whose text is being judged. */
export function demandWritten(section: SectionRow): WrittenSection {
  const { document_id: documentId } = section;
  if (documentId === null) throw new DomainError('section/no-text');
  if (section.state === 'submitted') throw new DomainError('section/is-submitted');
  return { ...section, document_id: documentId };
}

async function cutText(deed: OutlineDeed, section: WrittenSection, blockId: BlockId): Promise<Halves> {
  const { context, tx, caller, at } = deed;
  const text = await context.documents.readWithin(tx, section.document_id);
  const halves = cutAt(text.content, blockId);
  if (halves === undefined) throw new DomainError('section/block-missing');
  if (halves.stays.length === 0) throw new DomainError('section/nothing-before');
  const label = { documentId: section.document_id, kind: 'automatic', by: caller.personId, at } as const;
  await keepVersionOnce(context, tx, text, label);
  await deed.changeText(section.document_id, () => ({ blocks: halves.stays }));
  return halves;
}

async function insertHalf(
  deed: OutlineDeed,
  section: WrittenSection,
  title: string,
  { stays, goes }: Halves,
): Promise<WrittenSection> {
  const { context, tx, caller, view } = deed;
  const id = idOf<SectionId>(context.newId());
  const documentId = idOf<DocumentId>(context.newId());
  const content = { blocks: goes };
  await context.documents.createWithin(tx, { id: documentId, kind: 'section', content, by: caller.personId });
  await moveHanging(deed, { from: section.document_id, to: documentId, taken: goes, rest: stays });
  const words = countContentWords(content);
  deed.words.set(documentId, words);
  const share = words / Math.max(1, words + countContentWords({ blocks: stays }));
  const target = Math.round(section.target_words * share);
  const made = { ...section, id, title, document_id: documentId, target_words: target, row_version: 1 };
  const coEditorIds = view.coEditors.get(section.id) ?? [];
  await insertSection(tx, made, coEditorIds);
  await updateSection(tx, section.id, { target_words: section.target_words - target });
  const siblings = siblingsAt(deed, section.parent_id).map((one) => one.id);
  const position = siblings.indexOf(section.id) + 1;
  await orderSections(tx, orderWith(siblings, id, { position, known: new Set(siblings) }));
  await noteShares(deed, id, [], sharesOf(section, coEditorIds));
  const move = await findLastSectionMove(tx, section.id);
  // The reason why it was returned, say, goes for both.
  if (move !== undefined) await insertSectionMove(tx, { ...move, id: context.newId(), section_id: id });
  return made;
}

/** What was received and merged of the whole text is from now on received and merged of each half. */
async function regroundHalves(
  deed: OutlineDeed,
  section: WrittenSection,
  made: WrittenSection,
  halves: Halves,
): Promise<void> {
  const { tx, view } = deed;
  const stops = view.allStops;
  const part = await partOfStop(deed, stopOf(stops, section.id));
  if (part === undefined) throw new Error(`The section ${section.id} stands in no part`);
  // It was computed from the whole text.
  await discardStagedMerges(tx, part.id, section.id);
  const base = await findGround(deed, part, section.id);
  const submission = base && (await findSubmission(tx, base.submissionId));
  const merged = base && submission && { submission, content: base.content };
  const received = await findReceived(deed, section);
  const ground = async (half: WrittenSection, side: keyof Halves): Promise<readonly Ground[]> => {
    const texts = { ground: sideOf(merged, halves, side), received: sideOf(received, halves, side) };
    const again = await regroundSection(deed, { id: half.id, documentId: half.document_id }, texts);
    if (again === undefined || base === undefined) return [];
    const own = new Set(texts.ground?.content.blocks.map((block) => block.id));
    const names = new Map([...base.names].filter(([id]) => own.has(id)));
    return [{ sectionId: half.id, ...again, names, isUnnamed: side === 'goes' || base.isUnnamed }];
  };
  const isWhole = [merged, received].every((text) => sideOf(text, halves, 'goes') === undefined);
  if (!isWhole) {
    await writeGrounds(deed, part, [...(await ground(section, 'stays')), ...(await ground(made, 'goes'))]);
  }
  if (section.parent_id !== null) return;
  const own = await createPart(deed, made);
  const after = walkOutline(await listSections(tx, section.report_id));
  await carrySubtree(deed, made.id, { stops, part }, { stops: after, part: own });
}

/** A received text as one half has it. What never had a block of the new section was never received of it. */
function sideOf(text: ReceivedText | undefined, halves: Halves, side: keyof Halves): ReceivedText | undefined {
  if (text === undefined) return undefined;
  const blocks = cutAlike(text.content, halves)[side];
  return side === 'goes' && blocks.length === 0 ? undefined : { ...text, content: { blocks } };
}
