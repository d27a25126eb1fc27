import { expect, test } from 'vitest';
import { idOf, type BlockId, type MergeId, type SectionId } from '#shared/model/ids.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { listMerges, mergeAll, revertMerge, runMergeAll } from '#server/actions/merges.ts';
import { deleteSection, restoreSection } from '#server/actions/outline-delete.ts';
import { createSection, updateSection } from '#server/actions/outline-sections.ts';
import { placeSection } from '#server/actions/outline-place.ts';
import { receiveSubmission, submitSection } from '#server/actions/submissions.ts';
import { findJob } from '#server/storage/rows/jobs.ts';
import { createThread, listThreads } from '#server/actions/threads.ts';
import {
  foundForEachTest,
  textOf,
  writeText,
  type CommitteeWorld,
  type SmallCommittee,
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

function place(id: SectionId, parentId: SectionId | null, position: number): Promise<SectionDetail> {
  return placeSection(world.context, committee.as.chair, { id, parentId, position });
}

function topId(key: 'results' | 'annex'): SectionId {
  const found = committee.report.sections.get(key)?.id;
  if (found === undefined) throw new Error(`There is no ${key}`);
  return found;
}

function titlesOf(nodes: readonly OutlineNode[]): readonly unknown[] {
  return nodes.map(({ title, children }) => (children.length === 0 ? title : [title, ...titlesOf(children)]));
}

test('a section moves among its brothers and sisters, and what was merged of it follows', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách', 'h# Chi');
  await bureau.merge(committee.closed, 'x: Sinh hoạt chi bộ');

  await place(committee.closed.sectionId, topId('results'), 0);

  expect(titlesOf((await bureau.readReport()).outline)).toEqual([['Kết quả', 'Nội bộ', 'Kinh tế'], 'Phụ lục']);
  expect(await bureau.partTexts()).toEqual([
    ['1 Nội bộ', 'Sinh hoạt chi bộ', '1 Kinh tế', 'Thu ngân sách', '2 Chi'],
    [],
  ]);
});

test('a section goes into another part with its text, the bureau’s edits in it and their comments', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách', 'h# Chi');
  await bureau.merge(committee.closed, 'x: Sinh hoạt chi bộ');
  const { partDocumentId } = committee.open;
  await bureau.editPart(partDocumentId, ({ blocks }) => ({
    blocks: [...blocks.slice(0, 3), ...textOf('own: Câu của Thường trực').blocks, ...blocks.slice(3)],
  }));
  const thread = await createThread(world.context, committee.as.chair, {
    id: partDocumentId,
    blockId: idOf<BlockId>('own'),
    quote: 'Thường trực',
    text: 'Rõ hơn',
    mentions: [],
  });

  await place(committee.open.sectionId, topId('annex'), 0);

  expect(titlesOf((await bureau.readReport()).outline)).toEqual([
    ['Kết quả', 'Nội bộ'],
    ['Phụ lục', 'Kinh tế'],
  ]);
  expect(await bureau.partTexts()).toEqual([
    ['1 Nội bộ', 'Sinh hoạt chi bộ'],
    ['1 Kinh tế', 'Thu ngân sách', '2 Chi', 'Câu của Thường trực'],
  ]);
  const { items } = await listThreads(world.context, committee.as.chair, { id: committee.annex.partDocumentId });
  expect(items.map((one) => one.id)).toEqual([thread.id]);
  expect(await bureau.mergeIncoming()).toEqual([]);
});

test('after a move a merge brings only what is new, and the old part nothing', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách', 'b: Chi ngân sách');
  await place(committee.open.sectionId, topId('annex'), 0);

  await bureau.mergeAgain(committee.open, 'a: Thu ngân sách đạt 412 tỷ', 'b: Chi ngân sách', 'c: Câu mới');

  expect(await bureau.partTexts()).toEqual([[], ['1 Kinh tế', 'Thu ngân sách đạt 412 tỷ', 'Chi ngân sách', 'Câu mới']]);
});

test('what is not merged yet waits in the part to which its section went', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Thu'));
  const { id } = await submitSection(world.context, committee.as.owner, { id: committee.open.sectionId, note: '' });
  await receiveSubmission(world.context, committee.as.bureau, { id });

  await place(committee.open.sectionId, topId('annex'), 0);

  expect((await bureau.readReport()).parts.map((part) => part.incoming.length)).toEqual([0, 1]);
});

test('a section that comes to the top gets a part with its text, under the part’s title alone', async () => {
  await bureau.merge(committee.open, 'h# Thu', 'a: Thu ngân sách');

  const moved = await place(committee.open.sectionId, null, 1);

  expect(moved.path).toEqual([]);
  expect((await bureau.readReport()).parts.map((part) => part.title)).toEqual(['Kết quả', 'Kinh tế', 'Phụ lục']);
  expect(await bureau.partTexts()).toEqual([[], ['1 Thu', 'Thu ngân sách'], []]);
  await bureau.mergeAgain(committee.open, 'h# Thu', 'a: Thu ngân sách', 'b: Chi');
  expect((await bureau.partTexts())[1]).toEqual(['1 Thu', 'Thu ngân sách', 'Chi']);
});

test('a section that goes down from the top takes its part’s text under its heading, and back again', async () => {
  await bureau.merge(committee.annex, 'h# Bảng một', 'p: Số liệu');
  await bureau.editPart(committee.annex.partDocumentId, ({ blocks }) => ({
    blocks: [...textOf('own: Lời đầu của Thường trực').blocks, ...blocks],
  }));

  await place(committee.annex.sectionId, topId('results'), 9);

  expect((await bureau.readReport()).parts).toHaveLength(1);
  expect(await bureau.partTexts()).toEqual([['1 Phụ lục', 'Lời đầu của Thường trực', '2 Bảng một', 'Số liệu']]);
  await bureau.mergeAgain(committee.annex, 'h# Bảng một', 'p: Số liệu', 'q: Thêm');
  await place(committee.annex.sectionId, null, 1);
  expect(await bureau.partTexts()).toEqual([[], ['Lời đầu của Thường trực', '1 Bảng một', 'Số liệu', 'Thêm']]);
  expect(await bureau.mergeIncoming()).toEqual([]);
});

test('a container takes all below it along', async () => {
  const container = await createSection(world.context, committee.as.chair, {
    id: committee.report.reportId,
    parentId: topId('results'),
    position: 0,
    title: 'Nhóm',
    guidance: '',
    elements: [],
    targetWords: 0,
    hasText: false,
  });
  await place(committee.open.sectionId, container.section.id, 0);
  await bureau.merge(committee.open, 'a: Thu ngân sách');
  expect((await bureau.partTexts())[0]).toEqual(['1 Nhóm', '1 Kinh tế', 'Thu ngân sách']);

  await place(container.section.id, topId('annex'), 0);

  expect(await bureau.partTexts()).toEqual([[], ['1 Nhóm', '1 Kinh tế', 'Thu ngân sách']]);
});

test('a merge whose text went to another part is not taken back in the one it left', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách');
  const { items } = await listMerges(world.context, committee.as.bureau, { id: committee.report.reportId });
  const id = items[0]?.id ?? idOf<MergeId>('');

  await place(committee.open.sectionId, topId('annex'), 0);

  expect(await refusalOf(revertMerge(world.context, committee.as.bureau, { id }))).toBe('merge/not-the-last');
  expect(await bureau.partTexts()).toEqual([[], ['1 Kinh tế', 'Thu ngân sách']]);
});

test('what was taken out goes with what it hung below, and brought back it is not merged a second time', async () => {
  await place(committee.closed.sectionId, committee.open.sectionId, 0);
  await bureau.merge(committee.open, 'a: Thu ngân sách');
  await bureau.merge(committee.closed, 'h# Chi bộ', 'x: Sinh hoạt');
  const [asMerged] = await bureau.partTexts();
  await deleteSection(world.context, committee.as.chair, { id: committee.closed.sectionId });

  await place(committee.open.sectionId, topId('annex'), 0);
  await restoreSection(world.context, committee.as.chair, { id: committee.closed.sectionId });

  expect(await bureau.mergeIncoming()).toEqual([]);
  expect(await bureau.partTexts()).toEqual([[], asMerged]);
});

test('a block that a person copied between two parts stays whose it was when one of them comes', async () => {
  await bureau.merge(committee.open, 'a: Thu ngân sách');
  await bureau.merge(committee.annex, 'a: Bản chép');

  await place(committee.open.sectionId, topId('annex'), 0);
  expect((await bureau.partTexts())[1]).toEqual(['Bản chép', '1 Kinh tế', 'Thu ngân sách']);
  await bureau.mergeAgain(committee.open, 'a: Thu ngân sách đạt 412 tỷ');
  await bureau.mergeAgain(committee.annex, 'a: Bản chép đã sửa');

  expect((await bureau.partTexts())[1]).toEqual(['Bản chép đã sửa', '1 Kinh tế', 'Thu ngân sách đạt 412 tỷ']);
});

test('another numbering puts the merged headings on its level, another title renames the one that was let be', async () => {
  await bureau.merge(committee.open, 'h# Thu', 'a: Thu ngân sách');
  const update = (more: Partial<Parameters<typeof updateSection>[2]>) =>
    updateSection(world.context, committee.as.chair, { id: committee.open.sectionId, ...more });

  await update({ numbering: 'arabic' });
  expect((await bureau.partTexts())[0]).toEqual(['2 Kinh tế', '3 Thu', 'Thu ngân sách']);
  await update({ numbering: 'roman', title: 'Kinh tế, ngân sách' });
  expect((await bureau.partTexts())[0]).toEqual(['1 Kinh tế, ngân sách', '2 Thu', 'Thu ngân sách']);
  await bureau.mergeAgain(committee.open, 'h# Thu', 'a: Thu ngân sách', 'b: Chi');

  expect((await bureau.partTexts())[0]).toEqual(['1 Kinh tế, ngân sách', '2 Thu', 'Thu ngân sách', 'Chi']);
});

test('a section is put neither into itself nor too deep, and only by who saw it last', async () => {
  expect(await refusalOf(place(topId('results'), committee.open.sectionId, 0))).toBe('outline/inside-itself');
  expect(await refusalOf(place(topId('results'), topId('results'), 0))).toBe('outline/inside-itself');
  const stale = { id: committee.open.sectionId, parentId: null, position: 0, ifMatch: '"7"' };
  expect(await refusalOf(placeSection(world.context, committee.as.chair, stale))).toBe('stale');
  const byOwner = { ...stale, ifMatch: undefined };
  expect(await refusalOf(placeSection(world.context, committee.as.owner, byOwner))).toBe('forbidden');
  expect(titlesOf((await bureau.readReport()).outline)).toEqual([['Kết quả', 'Kinh tế'], 'Phụ lục']);
});

test.each([
  ['goes to another part', (): Promise<unknown> => place(committee.open.sectionId, topId('annex'), 0)],
  [
    'is taken out',
    (): Promise<unknown> => deleteSection(world.context, committee.as.chair, { id: committee.open.sectionId }),
  ],
])('a merge of everything leaves out a section that %s meanwhile, and goes on', async (_, leave) => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Thu'));
  await bureau.receive(committee.open);
  await writeText(world, committee.annex.documentId, committee.as.other, textOf('p: Số liệu'));
  await bureau.receive(committee.annex);
  const { jobId } = await mergeAll(world.context, committee.as.bureau, { id: committee.report.reportId });
  const job = await findJob(world.context.storage.rows, jobId);
  if (job === undefined) throw new Error('There is no job');
  let isFirst = true;
  const documents: typeof world.context.documents = {
    ...world.context.documents,
    async read(id) {
      if (isFirst) {
        isFirst = false;
        await leave();
      }
      return world.context.documents.read(id);
    },
  };

  const result = await runMergeAll({ ...world.context, documents }, job);

  expect(result).toMatchObject({ merged: 1, withConflicts: 0 });
  expect(await bureau.linesOf(committee.open.partDocumentId)).toEqual([]);
  expect(await bureau.linesOf(committee.annex.partDocumentId)).toEqual(['Số liệu']);
});
