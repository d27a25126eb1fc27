import { expect, test } from 'vitest';
import { idOf, type BlockId, type DocumentId, type ImageId, type SectionId } from '#shared/model/ids.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { judgeLiveRight } from '#server/access/live.ts';
import { getImage } from '#server/actions/images.ts';
import { restoreSection } from '#server/actions/outline-delete.ts';
import { placeSection } from '#server/actions/outline-place.ts';
import { createSection } from '#server/actions/outline-sections.ts';
import { joinSection } from '#server/actions/section-join.ts';
import { splitSection } from '#server/actions/section-split.ts';
import { reopenSection } from '#server/actions/sections.ts';
import { submitSection } from '#server/actions/submissions.ts';
import { createThread, listThreads } from '#server/actions/threads.ts';
import { insertImage } from '#server/storage/rows/images.ts';
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

type Text = Pick<TextPlace, 'sectionId'>;

function join(keep: Text = committee.open, other: Text = committee.closed, by: PersonName = 'chair') {
  return joinSection(world.context, committee.as[by], { id: keep.sectionId, otherId: other.sectionId });
}

async function write(documentId: DocumentId, ...lines: readonly string[]): Promise<void> {
  await writeText(world, documentId, committee.as.owner, textOf(...lines));
}

function titlesOf(nodes: readonly OutlineNode[]): readonly unknown[] {
  return nodes.map(({ title, children }) => (children.length === 0 ? title : [title, ...titlesOf(children)]));
}

test('the other text stands at the end, under its title, a level lower, with its comments and its writers', async () => {
  await write(committee.open.documentId, 'a: Thu ngân sách');
  await writeText(world, committee.annex.documentId, committee.as.other, textOf('h# Bảng', 'p: Số liệu'));
  const thread = await createThread(world.context, committee.as.chair, {
    id: committee.annex.documentId,
    blockId: idOf<BlockId>('p'),
    quote: 'Số liệu',
    text: 'Nguồn nào?',
    mentions: [],
  });

  const joined = await join(committee.open, committee.annex);

  expect(await bureau.linesOf(committee.open.documentId)).toEqual(['Thu ngân sách', '1 Phụ lục', '2 Bảng', 'Số liệu']);
  expect(joined.section).toMatchObject({ words: 8, openThreads: 1, targetWords: 200 });
  expect(joined.section.coEditorIds.toSorted()).toEqual(
    [committee.as.writer.personId, committee.as.other.personId].toSorted(),
  );
  const { items } = await listThreads(world.context, committee.as.other, { id: committee.open.documentId });
  expect(items.map((one) => one.id)).toEqual([thread.id]);
  const report = await bureau.readReport();
  expect(titlesOf(report.outline)).toEqual([['Kết quả', 'Kinh tế']]);
  expect(report.parts.map((part) => part.title)).toEqual(['Kết quả']);
  const { rows } = world.context.storage;
  const { other } = committee.as;
  expect((await judgeLiveRight(rows, other.personId, committee.open.documentId))?.grade).toBe('edit');
  expect(await judgeLiveRight(rows, other.personId, committee.annex.documentId)).toBeUndefined();
});

test('a text that was closed to others stays so in an open section', async () => {
  await write(committee.open.documentId, 'a: Thu ngân sách');
  await write(committee.closed.documentId, 'x: Việc nội bộ');

  const joined = await join();

  expect(joined.section.visibility).toBe('closedUntilSubmitted');
  const { rows } = world.context.storage;
  const gradeOf = async (name: PersonName) =>
    (await judgeLiveRight(rows, committee.as[name].personId, committee.open.documentId))?.grade;
  expect(await gradeOf('other')).toBeUndefined();
  expect(await gradeOf('bureau')).toBeUndefined();
  expect(await gradeOf('owner')).toBe('edit');
});

test('merged texts come together in the consolidated report, and nothing waits to be merged', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách');
  await bureau.merge(committee.closed, 'h# Chi bộ', 'x: Sinh hoạt');
  await bureau.editPart(committee.open.partDocumentId, ({ blocks }) => ({
    blocks: [...blocks, ...textOf('own: Câu của Thường trực').blocks],
  }));

  const joined = await join();

  expect(joined.section.state).toBe('received');
  expect((await bureau.partTexts())[0]).toEqual([
    '1 Kinh tế',
    'Thu ngân sách',
    '2 Nội bộ',
    '3 Chi bộ',
    'Sinh hoạt',
    'Câu của Thường trực',
  ]);
  expect(await bureau.mergeIncoming()).toEqual([]);
});

test('after a join the one section brings what changed in both since', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách');
  await bureau.merge(committee.closed, 'x: Sinh hoạt', 'y: Kết nạp');
  await join();
  const { content } = await world.context.documents.read(committee.open.documentId);
  const heading = content.blocks[1]?.id ?? '';

  await bureau.mergeAgain(committee.open, 'a: Thu đạt 412 tỷ', `${heading}# Nội bộ`, 'x: Sinh hoạt đều', 'z: Mới');

  expect((await bureau.partTexts())[0]).toEqual(['1 Kinh tế', 'Thu đạt 412 tỷ', '2 Nội bộ', 'Sinh hoạt đều', 'Mới']);
});

test('texts of two parts come together in the part of the one that stays', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách');
  await bureau.merge(committee.annex, 'p: Số liệu');

  await join(committee.open, committee.annex);

  expect(await bureau.partTexts()).toEqual([['1 Kinh tế', 'Thu ngân sách', '2 Phụ lục', 'Số liệu']]);
  expect(await bureau.mergeIncoming()).toEqual([]);
});

test('a picture that only the consolidated report still shows is seen there after the join', async () => {
  const { context } = world;
  const imageId = idOf<ImageId>(context.newId());
  const { annex } = committee;
  await context.files.put('image', imageId, Uint8Array.of(1));
  await context.storage.transact((tx) =>
    insertImage(tx, {
      id: imageId,
      document_id: annex.documentId,
      mime: 'image/png',
      width: 1,
      height: 1,
      size_bytes: 1,
      by_id: committee.as.other.personId,
      at: 0,
    }),
  );
  const image = { type: 'image', id: idOf<BlockId>('i'), imageId, alt: 'Bản đồ', widthPercent: 50 } as const;
  await context.documents.change({
    documentId: annex.documentId,
    by: committee.as.other.personId,
    decide: () => ({ blocks: [...textOf('p: Số liệu').blocks, image] }),
  });
  await bureau.receive(annex);
  await bureau.mergeIncoming();
  await reopenSection(context, committee.as.bureau, { id: annex.sectionId, reason: '' });
  await writeText(world, annex.documentId, committee.as.other, textOf('p: Số liệu'));

  await join(committee.open, annex);

  expect((await getImage(context, committee.as.bureau, { id: imageId })).bytes).toEqual(Uint8Array.of(1));
});

test('what only one of the two had merged goes on as it was, the rest comes with the next merge', async () => {
  await write(committee.open.documentId, 'a: Thu ngân sách');
  await bureau.merge(committee.closed, 'x: Sinh hoạt');

  const joined = await join();
  expect(joined.section.state).toBe('drafting');
  expect((await bureau.partTexts())[0]).toEqual(['1 Kinh tế', '2 Nội bộ', 'Sinh hoạt']);
  await bureau.receive(committee.open);
  await bureau.mergeIncoming();

  expect((await bureau.partTexts())[0]).toEqual(['1 Kinh tế', 'Thu ngân sách', '2 Nội bộ', 'Sinh hoạt']);
});

test('blocks that were copied from one to the other stay two', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách');
  await bureau.merge(committee.closed, 'a: Bản chép');

  await join();

  expect(await bureau.linesOf(committee.open.documentId)).toEqual(['Thu ngân sách', '1 Nội bộ', 'Bản chép']);
  expect(await bureau.mergeIncoming()).toEqual([]);
  const { content } = await world.context.documents.read(committee.open.documentId);
  expect(new Set(content.blocks.map((block) => block.id)).size).toBe(3);
  expect((await bureau.partTexts())[0]).toEqual(['1 Kinh tế', 'Thu ngân sách', '2 Nội bộ', 'Bản chép']);
});

test('a split is undone by a join', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách', 'b: Chi ngân sách');
  const made = await splitSection(world.context, committee.as.chair, {
    id: committee.open.sectionId,
    blockId: idOf<BlockId>('b'),
    title: 'Chi',
  });

  await join(committee.open, { sectionId: made.section.id });

  expect(await bureau.linesOf(committee.open.documentId)).toEqual(['Thu ngân sách', '1 Chi', 'Chi ngân sách']);
  expect(await bureau.mergeIncoming()).toEqual([]);
  expect((await bureau.partTexts())[0]).toEqual(['1 Kinh tế', 'Thu ngân sách', '2 Chi', 'Chi ngân sách']);
});

test('what hangs below the other hangs below the one afterwards, with its text', async () => {
  const child = await createSection(world.context, committee.as.chair, {
    id: committee.report.reportId,
    parentId: committee.annex.sectionId,
    position: 0,
    title: 'Biểu',
    guidance: '',
    elements: [],
    targetWords: 0,
    hasText: false,
  });
  await placeSection(world.context, committee.as.chair, {
    id: committee.closed.sectionId,
    parentId: child.section.id,
    position: 0,
  });
  await bureau.merge(committee.closed, 'x: Sinh hoạt');
  await bureau.merge(committee.annex, 'p: Số liệu');

  await join(committee.open, committee.annex);

  expect(titlesOf((await bureau.readReport()).outline)).toEqual([['Kết quả', ['Kinh tế', ['Biểu', 'Nội bộ']]]]);
  expect(await bureau.partTexts()).toEqual([['1 Kinh tế', '2 Phụ lục', 'Số liệu', '1 Biểu', '1 Nội bộ', 'Sinh hoạt']]);
});

test('the other, brought back, is empty and begins anew', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách');
  await bureau.merge(committee.closed, 'x: Sinh hoạt');
  await join();

  const back = await restoreSection(world.context, committee.as.chair, { id: committee.closed.sectionId });

  expect(back.section).toMatchObject({ state: 'assigned', words: 0 });
  expect(await bureau.mergeIncoming()).toEqual([]);
  await bureau.merge(committee.closed, 'x: Viết lại');
  expect((await bureau.partTexts())[0]).toEqual([
    '1 Kinh tế',
    'Thu ngân sách',
    '2 Nội bộ',
    'Sinh hoạt',
    '1 Nội bộ',
    'Viết lại',
  ]);
});

test('what cannot be joined is refused and stays as it was', async () => {
  await write(committee.open.documentId, 'a: Thu ngân sách');
  const top = committee.report.sections.get('results');
  if (top === undefined) throw new Error('There is no top section');
  const below = await createSection(world.context, committee.as.chair, {
    id: committee.report.reportId,
    parentId: committee.open.sectionId,
    position: 0,
    title: 'Dưới',
    guidance: '',
    elements: [],
    targetWords: 0,
    hasText: true,
  });
  const child: SectionId = below.section.id;

  expect(await refusalOf(join(committee.open, committee.open))).toBe('outline/inside-itself');
  expect(await refusalOf(join({ sectionId: child }, committee.open))).toBe('outline/inside-itself');
  expect(await refusalOf(join(committee.open, { sectionId: top.id }))).toBe('section/no-text');
  expect(await refusalOf(join(committee.open, committee.closed, 'bureau'))).toBe('not_found');
  expect(await refusalOf(join(committee.open, committee.annex, 'owner'))).toBe('forbidden');
  await submitSection(world.context, committee.as.owner, { id: committee.open.sectionId, note: '' });
  expect(await refusalOf(join())).toBe('section/is-submitted');
  expect(await bureau.linesOf(committee.open.documentId)).toEqual(['Thu ngân sách']);
});
