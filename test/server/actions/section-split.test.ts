import { expect, test } from 'vitest';
import { idOf, type BlockId, type DocumentId } from '#shared/model/ids.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { judgeLiveRight } from '#server/access/live.ts';
import { listMerges, revertMerge } from '#server/actions/merges.ts';
import { splitSection } from '#server/actions/section-split.ts';
import { getSection, reopenSection } from '#server/actions/sections.ts';
import { returnSubmission, submitSection } from '#server/actions/submissions.ts';
import { createThread, listThreads } from '#server/actions/threads.ts';
import {
  foundForEachTest,
  textOf,
  writeText,
  type CommitteeWorld,
  type PersonName,
  type SmallCommittee,
  type TextPlace,
} from '#test/world/committee.ts';
import { consolidationOf, type Consolidation } from '#test/world/consolidation.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;
let bureau: Consolidation;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
  bureau = consolidationOf(world, committee);
});

const LINES = ['a: Thu ngân sách', 'b: Chi ngân sách', 'c: Đầu tư công', 'd: Nợ đọng'];

function split(blockId: string, text: Pick<TextPlace, 'sectionId'> = committee.open, by: PersonName = 'chair') {
  const input = { id: text.sectionId, blockId: idOf<BlockId>(blockId), title: 'Đầu tư' };
  return splitSection(world.context, committee.as[by], input);
}

function textOfMade({ section }: SectionDetail): { sectionId: typeof section.id; documentId: DocumentId } {
  if (section.documentId === null) throw new Error('The new section has no text');
  return { sectionId: section.id, documentId: section.documentId };
}

async function idsOf(documentId: DocumentId): Promise<readonly string[]> {
  return (await world.context.documents.read(documentId)).content.blocks.map((block) => block.id);
}

async function write(...lines: readonly string[]): Promise<void> {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf(...lines));
}

test('the new section stands right after with the blocks from there on, under the same people and dates', async () => {
  await write(...LINES);

  const made = await split('c');

  expect(await idsOf(committee.open.documentId)).toEqual(['a', 'b']);
  expect(await idsOf(textOfMade(made).documentId)).toEqual(['c', 'd']);
  expect(made.section).toMatchObject({
    title: 'Đầu tư',
    label: 'II-',
    state: 'assigned',
    ownerId: committee.as.owner.personId,
    coEditorIds: [committee.as.writer.personId],
    due: '2020-04-15',
    words: 5,
  });
  const { outline } = await bureau.readReport();
  expect(outline[0]?.children.map((node) => [node.title, node.words])).toEqual([
    ['Kinh tế', 6],
    ['Đầu tư', 5],
  ]);
  const { rows } = world.context.storage;
  const right = await judgeLiveRight(rows, committee.as.writer.personId, textOfMade(made).documentId);
  expect(right?.grade).toBe('edit');
});

test('comments go with their words, and stay where their words stay', async () => {
  await write(...LINES);
  const comment = (blockId: string, quote: string) =>
    createThread(world.context, committee.as.chair, {
      id: committee.open.documentId,
      blockId: idOf<BlockId>(blockId),
      quote,
      text: 'Xem lại',
      mentions: [],
    });
  const [staying, going] = [await comment('a', 'Thu'), await comment('d', 'Nợ')];

  const { documentId } = textOfMade(await split('c'));

  const threadsOf = async (id: DocumentId) =>
    (await listThreads(world.context, committee.as.writer, { id })).items.map((thread) => thread.id);
  expect(await threadsOf(committee.open.documentId)).toEqual([staying.id]);
  expect(await threadsOf(documentId)).toEqual([going.id]);
  const { content } = await world.context.documents.read(documentId);
  expect(JSON.stringify(content)).toContain(going.id);
});

test('a split leaves the consolidated report as it is, and nothing waits to be merged', async () => {
  await bureau.merge(committee.open, ...LINES);
  await bureau.editPart(committee.open.partDocumentId, ({ blocks }) => ({
    blocks: [...blocks, ...textOf('own: Câu của Thường trực').blocks],
  }));
  const before = await bureau.partTexts();

  const made = await split('c');

  expect(made.section.state).toBe('received');
  expect(await bureau.partTexts()).toEqual(before);
  expect(await bureau.mergeIncoming()).toEqual([]);
});

test('after a split each section brings what changed in it since and nothing else, the new one its heading', async () => {
  await bureau.merge(committee.open, ...LINES);
  const made = textOfMade(await split('c'));

  await bureau.mergeAgain(committee.open, 'a: Thu ngân sách đạt 412 tỷ', 'b: Chi ngân sách', 'n: Câu mới');
  expect((await bureau.partTexts())[0]).toEqual([
    '1 Kinh tế',
    'Thu ngân sách đạt 412 tỷ',
    'Chi ngân sách',
    'Câu mới',
    'Đầu tư công',
    'Nợ đọng',
  ]);
  await bureau.mergeAgain(made, 'c: Đầu tư công 90 tỷ');

  expect((await bureau.partTexts())[0]).toEqual([
    '1 Kinh tế',
    'Thu ngân sách đạt 412 tỷ',
    'Chi ngân sách',
    'Câu mới',
    '1 Đầu tư',
    'Đầu tư công 90 tỷ',
  ]);
  await bureau.mergeAgain(made, 'c: Đầu tư công 91 tỷ');
  expect((await bureau.partTexts())[0]?.slice(-2)).toEqual(['1 Đầu tư', 'Đầu tư công 91 tỷ']);
});

test('a block that comes back to the first section by an undo is a copy, and takes nothing from the second', async () => {
  await bureau.merge(committee.open, ...LINES);
  const made = textOfMade(await split('c'));

  await bureau.mergeAgain(committee.open, ...LINES);
  await bureau.mergeAgain(made, 'c: Đầu tư công', 'd: Nợ đọng đã trả');

  expect((await bureau.partTexts())[0]).toEqual([
    '1 Kinh tế',
    'Thu ngân sách',
    'Chi ngân sách',
    'Đầu tư công',
    'Nợ đọng',
    '1 Đầu tư',
    'Đầu tư công',
    'Nợ đọng đã trả',
  ]);
});

test('what was received and not merged yet waits in two halves', async () => {
  await bureau.merge(committee.open, ...LINES.slice(0, 3));
  await reopenSection(world.context, committee.as.bureau, { id: committee.open.sectionId, reason: '' });
  await write(...LINES.slice(0, 3), 'd: Nợ đọng 3 tỷ', 'e: Kết luận');
  await bureau.receive(committee.open);
  await reopenSection(world.context, committee.as.bureau, { id: committee.open.sectionId, reason: '' });
  await write('a: Viết dở', ...LINES.slice(1, 3), 'd: Nợ đọng 3 tỷ', 'e: Kết luận');

  const made = await split('c');

  expect(made.section.state).toBe('drafting');
  expect((await bureau.mergeIncoming()).toSorted()).toEqual(
    ['insert:d', 'insert:e', `insert:s-${made.section.id}`].toSorted(),
  );
  expect((await bureau.partTexts())[0]).toEqual([
    '1 Kinh tế',
    'Thu ngân sách',
    'Chi ngân sách',
    '1 Đầu tư',
    'Đầu tư công',
    'Nợ đọng 3 tỷ',
    'Kết luận',
  ]);
});

test('a section at the top is split into two parts, each with its own text', async () => {
  await bureau.merge(committee.annex, ...LINES);

  const made = textOfMade(await split('c', committee.annex));

  expect(await bureau.partTexts()).toEqual([[], ['Thu ngân sách', 'Chi ngân sách'], ['Đầu tư công', 'Nợ đọng']]);
  expect((await bureau.readReport()).parts.map((part) => part.title)).toEqual(['Kết quả', 'Phụ lục', 'Đầu tư']);
  expect(await bureau.mergeIncoming()).toEqual([]);
  await reopenSection(world.context, committee.as.bureau, { id: made.sectionId, reason: '' });
  await writeText(world, made.documentId, committee.as.other, textOf('c: Đầu tư công 90 tỷ', 'd: Nợ đọng'));
  await bureau.receive(made, committee.as.other);
  expect(await bureau.mergeIncoming()).toEqual(['replace:c']);
});

test('what a split handed on is no merge: it is not listed, and cannot be taken back', async () => {
  await bureau.merge(committee.open, ...LINES);
  const list = async () =>
    (await listMerges(world.context, committee.as.bureau, { id: committee.report.reportId })).items;
  const [merged] = await list();
  if (merged === undefined) throw new Error('There is no merge');

  await split('c');

  expect((await list()).map((one) => one.id)).toEqual([merged.id]);
  expect(await refusalOf(revertMerge(world.context, committee.as.bureau, { id: merged.id }))).toBe(
    'merge/not-the-last',
  );
});

test('what cannot be split is refused and stays as it was', async () => {
  await write(...LINES);
  const top = committee.report.sections.get('results');
  if (top === undefined) throw new Error('There is no top section');

  expect(await refusalOf(split('nowhere'))).toBe('section/block-missing');
  expect(await refusalOf(split('a'))).toBe('section/nothing-before');
  expect(await refusalOf(split('a', { sectionId: top.id }))).toBe('section/no-text');
  expect(await refusalOf(split('c', committee.open, 'owner'))).toBe('forbidden');
  expect(await refusalOf(split('c', committee.open, 'stranger'))).toBe('not_found');
  await submitSection(world.context, committee.as.owner, { id: committee.open.sectionId, note: '' });
  expect(await refusalOf(split('c'))).toBe('section/is-submitted');
  expect(await idsOf(committee.open.documentId)).toEqual(['a', 'b', 'c', 'd']);
});

test('the reason of a return goes with both halves', async () => {
  await write(...LINES);
  const { id } = await submitSection(world.context, committee.as.owner, { id: committee.open.sectionId, note: '' });
  await returnSubmission(world.context, committee.as.bureau, { id, reason: 'Thiếu số liệu' });

  const made = await split('c');

  expect(made.section).toMatchObject({ state: 'returned', returnReason: 'Thiếu số liệu' });
  const first = await getSection(world.context, committee.as.owner, { id: committee.open.sectionId });
  expect(first.section).toMatchObject({ state: 'returned', returnReason: 'Thiếu số liệu' });
});
