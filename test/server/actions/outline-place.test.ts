import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { textOfBlock, type DocumentContent } from '#shared/document/document.ts';
import { idOf, type BlockId, type DocumentId, type SectionId } from '#shared/model/ids.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { applyMerge, stageMerge } from '#server/actions/merges.ts';
import { createSection, updateSection } from '#server/actions/outline-sections.ts';
import { placeSection } from '#server/actions/outline-place.ts';
import { getReport } from '#server/actions/reports.ts';
import { reopenSection } from '#server/actions/sections.ts';
import { receiveSubmission, submitSection } from '#server/actions/submissions.ts';
import { createThread, listThreads } from '#server/actions/threads.ts';
import {
  foundCommittee,
  openWorld,
  textOf,
  writeText,
  type CommitteeWorld,
  type SmallCommittee,
  type TextPlace,
} from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  committee = await foundCommittee(world);
});

function place(id: SectionId, parentId: SectionId | null, position: number): Promise<SectionDetail> {
  return placeSection(world.context, committee.as.chair, { id, parentId, position });
}

function topId(key: 'results' | 'annex'): SectionId {
  const found = committee.report.sections.get(key)?.id;
  if (found === undefined) throw new Error(`There is no ${key}`);
  return found;
}

async function readReport(): Promise<Report> {
  return getReport(world.context, committee.as.bureau, { id: committee.report.reportId });
}

function titlesOf(nodes: readonly OutlineNode[]): readonly unknown[] {
  return nodes.map(({ title, children }) => (children.length === 0 ? title : [title, ...titlesOf(children)]));
}

/** Submits a text and merges it into the part in which its section stands. */
async function merge(text: Pick<TextPlace, 'sectionId' | 'documentId'>, ...lines: readonly string[]): Promise<void> {
  const owner = text.sectionId === committee.annex.sectionId ? committee.as.other : committee.as.owner;
  await writeText(world, text.documentId, owner, textOf(...lines));
  const { id } = await submitSection(world.context, owner, { id: text.sectionId, note: '' });
  await receiveSubmission(world.context, committee.as.bureau, { id });
  await mergeIncoming();
}

async function mergeAgain(text: Pick<TextPlace, 'sectionId' | 'documentId'>, ...lines: readonly string[]) {
  await reopenSection(world.context, committee.as.bureau, { id: text.sectionId, reason: '' });
  await merge(text, ...lines);
}

/** All that waits, in every part; none of it may be in conflict. */
async function mergeIncoming(): Promise<readonly string[]> {
  const brought: string[] = [];
  for (const part of (await readReport()).parts) {
    for (const { submissionId } of part.incoming) {
      const staged = await stageMerge(world.context, committee.as.bureau, { id: part.id, submissionId });
      expect(staged.conflicts).toEqual([]);
      brought.push(...staged.changes.map((change) => change.id));
      await applyMerge(world.context, committee.as.bureau, { id: staged.id, decisions: {}, refused: [] });
    }
  }
  return brought;
}

async function partTexts(): Promise<readonly (readonly string[])[]> {
  const texts: (readonly string[])[] = [];
  for (const part of (await readReport()).parts) texts.push(await linesOf(part.documentId));
  return texts;
}

/** Headings by their level before them: `1 Kinh tế`. */
async function linesOf(documentId: DocumentId): Promise<readonly string[]> {
  const { content } = await world.context.documents.read(documentId);
  return content.blocks
    .map((block) => (block.type === 'paragraph' && block.level > 0 ? `${block.level} ` : '') + textOfBlock(block))
    .filter((line) => line !== '');
}

async function editPart(documentId: DocumentId, edit: (content: DocumentContent) => DocumentContent): Promise<void> {
  const { personId } = committee.as.bureau;
  await world.context.documents.change({ documentId, by: personId, decide: ({ content }) => edit(content) });
}

test('a section moves among its brothers and sisters, and what was merged of it follows', async () => {
  await merge(committee.open, 'a: Thu ngân sách', 'h# Chi');
  await merge(committee.closed, 'x: Sinh hoạt chi bộ');

  await place(committee.closed.sectionId, topId('results'), 0);

  expect(titlesOf((await readReport()).outline)).toEqual([['Kết quả', 'Nội bộ', 'Kinh tế'], 'Phụ lục']);
  expect(await partTexts()).toEqual([['1 Nội bộ', 'Sinh hoạt chi bộ', '1 Kinh tế', 'Thu ngân sách', '2 Chi'], []]);
});

test('a section goes into another part with its text, the bureau’s edits in it and their comments', async () => {
  await merge(committee.open, 'a: Thu ngân sách', 'h# Chi');
  await merge(committee.closed, 'x: Sinh hoạt chi bộ');
  const { partDocumentId } = committee.open;
  await editPart(partDocumentId, ({ blocks }) => ({
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

  expect(titlesOf((await readReport()).outline)).toEqual([
    ['Kết quả', 'Nội bộ'],
    ['Phụ lục', 'Kinh tế'],
  ]);
  expect(await partTexts()).toEqual([
    ['1 Nội bộ', 'Sinh hoạt chi bộ'],
    ['1 Kinh tế', 'Thu ngân sách', '2 Chi', 'Câu của Thường trực'],
  ]);
  const { items } = await listThreads(world.context, committee.as.chair, { id: committee.annex.partDocumentId });
  expect(items.map((one) => one.id)).toEqual([thread.id]);
  expect(await mergeIncoming()).toEqual([]);
});

test('after a move a merge brings only what is new, and the old part nothing', async () => {
  await merge(committee.open, 'a: Thu ngân sách', 'b: Chi ngân sách');
  await place(committee.open.sectionId, topId('annex'), 0);

  await mergeAgain(committee.open, 'a: Thu ngân sách đạt 412 tỷ', 'b: Chi ngân sách', 'c: Câu mới');

  expect(await partTexts()).toEqual([[], ['1 Kinh tế', 'Thu ngân sách đạt 412 tỷ', 'Chi ngân sách', 'Câu mới']]);
});

test('what is not merged yet waits in the part to which its section went', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Thu'));
  const { id } = await submitSection(world.context, committee.as.owner, { id: committee.open.sectionId, note: '' });
  await receiveSubmission(world.context, committee.as.bureau, { id });

  await place(committee.open.sectionId, topId('annex'), 0);

  expect((await readReport()).parts.map((part) => part.incoming.length)).toEqual([0, 1]);
});

test('a section that comes to the top gets a part with its text, under the part’s title alone', async () => {
  await merge(committee.open, 'h# Thu', 'a: Thu ngân sách');

  const moved = await place(committee.open.sectionId, null, 1);

  expect(moved.path).toEqual([]);
  expect((await readReport()).parts.map((part) => part.title)).toEqual(['Kết quả', 'Kinh tế', 'Phụ lục']);
  expect(await partTexts()).toEqual([[], ['1 Thu', 'Thu ngân sách'], []]);
  await mergeAgain(committee.open, 'h# Thu', 'a: Thu ngân sách', 'b: Chi');
  expect((await partTexts())[1]).toEqual(['1 Thu', 'Thu ngân sách', 'Chi']);
});

test('a section that goes down from the top takes its part’s text under its heading, and back again', async () => {
  await merge(committee.annex, 'h# Bảng một', 'p: Số liệu');
  await editPart(committee.annex.partDocumentId, ({ blocks }) => ({
    blocks: [...textOf('own: Lời đầu của Thường trực').blocks, ...blocks],
  }));

  await place(committee.annex.sectionId, topId('results'), 9);

  expect((await readReport()).parts).toHaveLength(1);
  expect(await partTexts()).toEqual([['1 Phụ lục', 'Lời đầu của Thường trực', '2 Bảng một', 'Số liệu']]);
  await mergeAgain(committee.annex, 'h# Bảng một', 'p: Số liệu', 'q: Thêm');
  await place(committee.annex.sectionId, null, 1);
  expect(await partTexts()).toEqual([[], ['Lời đầu của Thường trực', '1 Bảng một', 'Số liệu', 'Thêm']]);
  expect(await mergeIncoming()).toEqual([]);
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
  await merge(committee.open, 'a: Thu ngân sách');
  expect((await partTexts())[0]).toEqual(['1 Nhóm', '1 Kinh tế', 'Thu ngân sách']);

  await place(container.section.id, topId('annex'), 0);

  expect(await partTexts()).toEqual([[], ['1 Nhóm', '1 Kinh tế', 'Thu ngân sách']]);
});

test('a block that a person copied between two parts stays whose it was when one of them comes', async () => {
  await merge(committee.open, 'a: Thu ngân sách');
  await merge(committee.annex, 'a: Bản chép');

  await place(committee.open.sectionId, topId('annex'), 0);
  expect((await partTexts())[1]).toEqual(['Bản chép', '1 Kinh tế', 'Thu ngân sách']);
  await mergeAgain(committee.open, 'a: Thu ngân sách đạt 412 tỷ');
  await mergeAgain(committee.annex, 'a: Bản chép đã sửa');

  expect((await partTexts())[1]).toEqual(['Bản chép đã sửa', '1 Kinh tế', 'Thu ngân sách đạt 412 tỷ']);
});

test('another numbering puts the merged headings on its level, another title renames the one that was let be', async () => {
  await merge(committee.open, 'h# Thu', 'a: Thu ngân sách');
  const update = (more: Partial<Parameters<typeof updateSection>[2]>) =>
    updateSection(world.context, committee.as.chair, { id: committee.open.sectionId, ...more });

  await update({ numbering: 'arabic' });
  expect((await partTexts())[0]).toEqual(['2 Kinh tế', '3 Thu', 'Thu ngân sách']);
  await update({ numbering: 'roman', title: 'Kinh tế, ngân sách' });
  expect((await partTexts())[0]).toEqual(['1 Kinh tế, ngân sách', '2 Thu', 'Thu ngân sách']);
  await mergeAgain(committee.open, 'h# Thu', 'a: Thu ngân sách', 'b: Chi');

  expect((await partTexts())[0]).toEqual(['1 Kinh tế, ngân sách', '2 Thu', 'Thu ngân sách', 'Chi']);
});

test('a section is put neither into itself nor too deep, and only by who saw it last', async () => {
  expect(await refusalOf(place(topId('results'), committee.open.sectionId, 0))).toBe('outline/inside-itself');
  expect(await refusalOf(place(topId('results'), topId('results'), 0))).toBe('outline/inside-itself');
  const stale = { id: committee.open.sectionId, parentId: null, position: 0, ifMatch: '"7"' };
  expect(await refusalOf(placeSection(world.context, committee.as.chair, stale))).toBe('stale');
  const byOwner = { ...stale, ifMatch: undefined };
  expect(await refusalOf(placeSection(world.context, committee.as.owner, byOwner))).toBe('forbidden');
  expect(titlesOf((await readReport()).outline)).toEqual([['Kết quả', 'Kinh tế'], 'Phụ lục']);
});
