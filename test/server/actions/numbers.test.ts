import { Extension, getSchema } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nodes } from '#client/editor/nodes.ts';
import { headingsOf } from '#client/editor/numbering.ts';
import { textOfBlock, type DocumentContent } from '#shared/document/document.ts';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { idOf, type DocumentId, type JobId, type PartId, type SectionId } from '#shared/model/ids.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import type { PreviewBlock } from '#shared/protocol/merges.ts';
import { freezeDraft } from '#server/actions/drafts.ts';
import { exportPart, exportReport, exportSection, getFile, runExport } from '#server/actions/exports.ts';
import { applyMerge, getMerge, stageMerge } from '#server/actions/merges.ts';
import { getReport } from '#server/actions/reports.ts';
import { getPart, reopenSection } from '#server/actions/sections.ts';
import { createReport, type MadeReport } from '#server/actions/setup.ts';
import { receiveSubmission, submitSection } from '#server/actions/submissions.ts';
import { findJob } from '#server/storage/rows/jobs.ts';
import {
  foundCommittee,
  newSection,
  openWorld,
  textOf,
  writeText,
  type CommitteeWorld,
  type PersonName,
  type SmallCommittee,
} from '#test/world/committee.ts';
import { linesOfWord } from '#test/world/word-lines.ts';

/** The number of a section is its place in the outline, whatever has been merged and wherever it is read. */
let world: CommitteeWorld;
let committee: SmallCommittee;
let report: MadeReport;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  committee = await foundCommittee(world);
  report = await foundLongReport();
});

const MERGED = ['budget', 'remarks', 'security', 'tasks', 'annex'] as const;
const OUTLINE = [
  'Mở đầu',
  'Phần thứ nhất KẾT QUẢ',
  'I- Tình hình',
  '1. Kinh tế',
  '1.1. Thương mại',
  '1.2. Ngân sách',
  '2. Đô thị',
  'II- Văn hóa',
  'Ghi chú',
  'III- An ninh',
  'Phần thứ hai PHƯƠNG HƯỚNG',
  'I- Mục tiêu',
  'II- Nhiệm vụ',
  'Phụ lục',
];
/** What stands in the first part once some are merged: their own headings and one that the bureau writes below all. */
const FIRST_PART = [
  'I- Tình hình',
  '1. Kinh tế',
  '1.2. Ngân sách',
  'a) Thu của Ngân sách',
  'b) Chi của Ngân sách',
  'Ghi chú',
  '1. Thu của Ghi chú',
  '2. Chi của Ghi chú',
  'III- An ninh',
  '1. Thu của An ninh',
  '2. Chi của An ninh',
  'IV- Việc của tổ',
];

test('with only some sections merged, outline, live part, preview and Word bear the same numbers', async () => {
  await mergeSome();

  expect(titlesIn(await outline('bureau'))).toEqual(OUTLINE);
  expect(await livePart('bureau', 'results')).toEqual(FIRST_PART);
  expect(headingsAmong(await wordOfPart('bureau', 'results'))).toEqual(['Phần thứ nhất', 'KẾT QUẢ', ...FIRST_PART]);
  const { part, section } = await preview('city');
  expect(shown(part)).toEqual(FIRST_PART.toSpliced(5, 0, '2. Đô thị', '2.1. Thu của Đô thị', '2.2. Chi của Đô thị'));
  expect(shown(section)).toEqual(['2.1. Thu của Đô thị', '2.2. Chi của Đô thị']);
  expect(headingsAmong(await wordOfSection('city'))).toEqual([
    '2. Đô thị',
    '2.1. Thu của Đô thị',
    '2.2. Chi của Đô thị',
  ]);
});

test('the whole report and its frozen draft bear the numbers of their parts', async () => {
  await mergeSome();
  await freezeDraft(world.context, committee.as.bureau, { id: report.reportId, note: '' });

  const whole = [
    'Phần thứ nhất',
    'KẾT QUẢ',
    ...FIRST_PART,
    'Phần thứ hai',
    'PHƯƠNG HƯỚNG',
    'II- Nhiệm vụ',
    '1. Thu của Nhiệm vụ',
    '2. Chi của Nhiệm vụ',
    'Phụ lục',
    'I- Thu của Phụ lục',
    'II- Chi của Phụ lục',
  ];
  expect(headingsAmong(await wordOfReport('bureau'))).toEqual(whole);
  expect(headingsAmong(await wordOfReport('other', 1))).toEqual(whole);
});

test('a report of the state is numbered in the state’s way in outline, live part, preview and Word', async () => {
  await world.context.storage.transact(async (tx) => {
    const profile = 'nha-nuoc-nd30-2020';
    await tx.updateTable('reports').set({ profile }).where('id', '=', report.reportId).execute();
  });
  await mergeSome();

  const inStateWay = (lines: readonly string[]): readonly string[] =>
    lines.map((line) =>
      line
        .replace(/^([IVX]+)- /, '$1. ')
        .replace(/^Phần thứ (nhất|hai)/, (_, word) => `Phần ${word === 'hai' ? 'II' : 'I'}`),
    );
  expect(titlesIn(await outline('bureau'))).toEqual(inStateWay(OUTLINE));
  expect(await livePart('bureau', 'results')).toEqual(inStateWay(FIRST_PART));
  expect(await wordOfPart('bureau', 'results')).toEqual(expect.arrayContaining([...inStateWay(FIRST_PART)]));
  const { part } = await preview('city');
  expect(shown(part)).toEqual(expect.arrayContaining([...inStateWay(FIRST_PART.slice(0, 5))]));
});

test('a frozen draft keeps its numbers and names whatever becomes of the report, and is the same for everyone', async () => {
  await mergeSome();
  await freezeDraft(world.context, committee.as.bureau, { id: report.reportId, note: '' });
  const frozen = await wordOfReport('bureau', 1);
  await world.context.storage.transact(async (tx) => {
    const { reportId } = report;
    await tx.updateTable('sections').set({ numbering: 'none' }).where('id', '=', sectionOf('state').id).execute();
    await tx.updateTable('sections').set({ numbering: 'arabic' }).where('id', '=', sectionOf('results').id).execute();
    await tx
      .updateTable('sections')
      .set({ visibility: 'closedUntilSubmitted' })
      .where('id', '=', sectionOf('culture').id)
      .execute();
    await tx.updateTable('parts').set({ title: 'Tên khác' }).where('report_id', '=', reportId).execute();
    const names = { profile: 'nha-nuoc-nd30-2020', document_title: 'Tờ trình', subject: 'khác' };
    await tx.updateTable('reports').set(names).where('id', '=', reportId).execute();
    await tx.updateTable('organisations').set({ name: 'Cơ quan khác', signer_name: 'Người khác' }).execute();
  });

  expect(headingsAmong(await wordOfReport('bureau'))).not.toEqual(headingsAmong(frozen));
  expect(await wordOfReport('bureau', 1)).toEqual(frozen);
  expect(await wordOfReport('owner', 1)).toEqual(frozen);
  expect(await wordOfReport('other', 1)).toEqual(frozen);
});

test('a draft counts no section that is closed to others, also when its own writer freezes it', async () => {
  const ownerId = committee.as.bureau.personId;
  report = await found([
    newSection('results', 'KẾT QUẢ', 'part', {
      children: [
        newSection('culture', 'Văn hóa', 'roman', { ownerId, visibility: 'closedUntilSubmitted' }),
        newSection('security', 'An ninh', 'roman', { ownerId: committee.as.owner.personId }),
      ],
    }),
  ]);
  await receive('security');
  await merge('security');
  await freezeDraft(world.context, committee.as.bureau, { id: report.reportId, note: '' });

  expect(titlesIn(await outline('bureau'))).toEqual(['Phần thứ nhất KẾT QUẢ', 'I- Văn hóa', 'II- An ninh']);
  expect(headingsAmong(await wordOfReport('bureau', 1))).toContain('I- An ninh');
  expect(await wordOfReport('bureau', 1)).toEqual(await wordOfReport('other', 1));
});

test('while nothing is merged, a numbered part keeps its title in the whole report, and one without a number is left out', async () => {
  expect(headingsAmong(await wordOfReport('bureau'))).toEqual([
    'Phần thứ nhất',
    'KẾT QUẢ',
    'Phần thứ hai',
    'PHƯƠNG HƯỚNG',
  ]);
  await receive('annex');
  await merge('annex');
  expect(headingsAmong(await wordOfReport('bureau')).slice(4)).toEqual([
    'Phụ lục',
    'I- Thu của Phụ lục',
    'II- Chi của Phụ lục',
  ]);
});

test('the numbers of a part don’t change for the bureau when a closed section that it holds is written on', async () => {
  const ownerId = committee.as.owner.personId;
  report = await found([
    newSection('results', 'KẾT QUẢ', 'part', {
      children: [
        newSection('culture', 'Văn hóa', 'roman', { ownerId, visibility: 'closedUntilSubmitted' }),
        newSection('security', 'An ninh', 'roman', { ownerId }),
      ],
    }),
  ]);
  for (const key of ['culture', 'security']) {
    await receive(key);
    await merge(key);
  }
  const before = await livePart('bureau', 'results');

  await reopenSection(world.context, committee.as.bureau, { id: sectionOf('culture').id, reason: '' });

  expect(before.filter((line) => / (Văn hóa|An ninh)$/.test(line) && !line.includes('của'))).toEqual([
    'I- Văn hóa',
    'II- An ninh',
  ]);
  expect(titlesIn(await outline('bureau'))).toEqual(['Phần thứ nhất KẾT QUẢ', 'II- An ninh']);
  expect(titlesIn(await outline('other'))).toEqual(['Phần thứ nhất KẾT QUẢ', 'I- An ninh']);
  expect(await livePart('bureau', 'results')).toEqual(before);
  expect(headingsAmong(await wordOfPart('bureau', 'results'))).toEqual(['Phần thứ nhất', 'KẾT QUẢ', ...before]);
});

test('a report whose sections begin at Roman numbers has its levels below them', async () => {
  const { owner } = committee.as;
  report = await found([
    newSection('first', 'Kết quả', 'roman', {
      children: [
        newSection('led', 'Lãnh đạo', 'arabic', { ownerId: owner.personId }),
        newSection('built', 'Xây dựng', 'arabic', { ownerId: owner.personId }),
      ],
    }),
    newSection('faults', 'Hạn chế', 'roman', { ownerId: owner.personId }),
  ]);
  for (const key of ['built', 'faults']) {
    await receive(key);
    await merge(key);
  }

  const expected = ['2. Xây dựng', '2.1. Thu của Xây dựng', '2.2. Chi của Xây dựng'];
  expect(titlesIn(await outline('bureau'))).toEqual(['I- Kết quả', '1. Lãnh đạo', '2. Xây dựng', 'II- Hạn chế']);
  expect(await livePart('bureau', 'first')).toEqual(expected);
  expect(headingsAmong(await wordOfReport('bureau'))).toEqual([
    'I- Kết quả',
    ...expected,
    'II- Hạn chế',
    '1. Thu của Hạn chế',
    '2. Chi của Hạn chế',
  ]);
});

test('the sections of an annex are counted on the level that their numbering has', async () => {
  const ownerId = committee.as.owner.personId;
  report = await found([
    newSection('annex', 'Phụ lục', 'appendix', {
      children: [
        newSection('targets', 'Chỉ tiêu', 'arabic', { ownerId }),
        newSection('works', 'Công trình', 'arabic', { ownerId }),
      ],
    }),
  ]);
  await receive('works');
  await merge('works');

  const expected = ['2. Công trình', '2.1. Thu của Công trình', '2.2. Chi của Công trình'];
  expect(titlesIn(await outline('bureau'))).toEqual(['Phụ lục', '1. Chỉ tiêu', '2. Công trình']);
  expect(await livePart('bureau', 'annex')).toEqual(expected);
  expect(headingsAmong(await wordOfReport('bureau'))).toEqual(['Phụ lục', ...expected]);
});

function found(sections: Parameters<typeof createReport>[2]['sections']): Promise<MadeReport> {
  return createReport(world.context, committee.as.chair, {
    committeeId: committee.committeeId,
    title: 'Báo cáo',
    documentTitle: 'BÁO CÁO',
    subject: 'trình Đại hội',
    profile: 'dang-hd36-2018',
    sections,
  });
}

function foundLongReport(): Promise<MadeReport> {
  const ownerId = committee.as.owner.personId;
  const written = (key: string, title: string, numbering: Parameters<typeof newSection>[2]) =>
    newSection(key, title, numbering, { ownerId });
  return found([
    written('intro', 'Mở đầu', 'none'),
    newSection('results', 'KẾT QUẢ', 'part', {
      children: [
        newSection('state', 'Tình hình', 'roman', {
          children: [
            newSection('economy', 'Kinh tế', 'arabic', {
              children: [written('trade', 'Thương mại', 'decimal2'), written('budget', 'Ngân sách', 'decimal2')],
            }),
            written('city', 'Đô thị', 'arabic'),
          ],
        }),
        written('culture', 'Văn hóa', 'roman'),
        written('remarks', 'Ghi chú', 'none'),
        written('security', 'An ninh', 'roman'),
      ],
    }),
    newSection('plans', 'PHƯƠNG HƯỚNG', 'part', {
      children: [written('goals', 'Mục tiêu', 'roman'), written('tasks', 'Nhiệm vụ', 'roman')],
    }),
    written('annex', 'Phụ lục', 'appendix'),
  ]);
}

function sectionOf(key: string): { readonly id: SectionId; readonly documentId: DocumentId | null } {
  const section = report.sections.get(key);
  if (section === undefined) throw new Error(`There is no section ${key}`);
  return section;
}

function partOf(key: string): { readonly id: PartId; readonly documentId: DocumentId } {
  const part = report.parts.get(key);
  if (part === undefined) throw new Error(`There is no part ${key}`);
  return part;
}

async function outline(by: PersonName): Promise<readonly OutlineNode[]> {
  return (await getReport(world.context, committee.as[by], { id: report.reportId })).outline;
}

function titlesIn(sections: readonly OutlineNode[]): readonly string[] {
  return sections.flatMap((node) => [`${node.label} ${node.title}`.trim(), ...titlesIn(node.children)]);
}

/** Writes two headings into a section, each with a line, submits and receives it. */
async function receive(key: string): Promise<void> {
  const { id, documentId } = sectionOf(key);
  const title = allTitles(await outline('owner')).get(id) ?? '';
  if (documentId === null) throw new Error(`${key} has no text`);
  const text = textOf(`${key}1# Thu của ${title}`, `${key}2: Câu`, `${key}3# Chi của ${title}`, `${key}4: Câu`);
  await writeText(world, documentId, committee.as.owner, text);
  const submission = await submitSection(world.context, committee.as.owner, { id, note: '' });
  await receiveSubmission(world.context, committee.as.bureau, { id: submission.id });
}

function allTitles(sections: readonly OutlineNode[]): ReadonlyMap<SectionId, string> {
  return new Map(sections.flatMap((node) => [[node.id, node.title] as const, ...allTitles(node.children)]));
}

/** Stages what the bureau has received of a section. */
async function stage(key: string): ReturnType<typeof stageMerge> {
  const { parts } = await getReport(world.context, committee.as.bureau, { id: report.reportId });
  const { id } = sectionOf(key);
  for (const part of parts) {
    const waiting = part.incoming.find((one) => one.sectionId === id);
    if (waiting !== undefined) {
      const input = { id: part.id, submissionId: waiting.submissionId };
      return stageMerge(world.context, committee.as.bureau, input);
    }
  }
  throw new Error(`Nothing of ${key} waits to be merged`);
}

async function merge(key: string): Promise<void> {
  const { id } = await stage(key);
  await applyMerge(world.context, committee.as.bureau, { id, decisions: {}, refused: [] });
}

async function mergeSome(): Promise<void> {
  for (const key of MERGED.toReversed()) {
    await receive(key);
    await merge(key);
  }
  const { documentId } = partOf('results');
  const { content } = await world.context.documents.read(documentId);
  const own = textOf('own# Việc của tổ');
  await writeText(world, documentId, committee.as.bureau, { blocks: [...content.blocks, ...own.blocks] });
}

async function preview(key: string): Promise<{ readonly part: PreviewBlock[]; readonly section: PreviewBlock[] }> {
  await receive(key);
  const { id } = await stage(key);
  return getMerge(world.context, committee.as.helper, { id });
}

function shown(blocks: readonly PreviewBlock[]): readonly string[] {
  return blocks.filter(({ level }) => level > 0).map(({ label, text }) => `${label} ${text}`.trim());
}

const identified = Extension.create({
  name: 'identified',
  addGlobalAttributes: () => [{ types: ['paragraph'], attributes: { id: { default: null } } }],
});

/** The headings of a part as its editor draws them. */
async function livePart(by: PersonName, key: string): Promise<readonly string[]> {
  const { id, documentId } = partOf(key);
  const { profile, depth, place, headings } = await getPart(world.context, committee.as[by], { id });
  const doc = editorText((await world.context.documents.read(documentId)).content);
  const places = new Map(headings.map((heading) => [heading.blockId, heading.place]));
  return headingsOf(doc, depth, { profile: layoutProfileOf(profile), place, headings: places }).map(({ label, text }) =>
    `${label} ${text}`.trim(),
  );
}

function editorText({ blocks }: DocumentContent): Node {
  const paragraphs = blocks.map((block) => {
    if (block.type !== 'paragraph') throw new Error('Only paragraphs were written');
    const { content: _, type, ...attrs } = block;
    const text = textOfBlock(block);
    return { type, attrs, ...(text === '' ? {} : { content: [{ type: 'text', text }] }) };
  });
  return Node.fromJSON(getSchema([...nodes, identified]), { type: 'doc', content: paragraphs });
}

const CLEAN = { format: 'docx', comments: 'none' } as const;

async function wordOfPart(by: PersonName, key: string): Promise<readonly string[]> {
  return wordOf(by, await exportPart(world.context, committee.as[by], { id: partOf(key).id, ...CLEAN }));
}

async function wordOfSection(key: string): Promise<readonly string[]> {
  const { owner } = committee.as;
  return wordOf('owner', await exportSection(world.context, owner, { id: sectionOf(key).id, ...CLEAN }));
}

async function wordOfReport(by: PersonName, draft?: number): Promise<readonly string[]> {
  const input = { id: report.reportId, ...CLEAN, ...(draft === undefined ? {} : { draft }) };
  return wordOf(by, await exportReport(world.context, committee.as[by], input));
}

async function wordOf(by: PersonName, { jobId }: { readonly jobId: JobId }): Promise<readonly string[]> {
  const job = await findJob(world.context.storage.rows, jobId);
  const fileId = job && (await runExport(world.context, job)).fileId;
  if (!fileId) throw new Error('The export made no file');
  const { bytes } = await getFile(world.context, committee.as[by], { id: idOf(fileId) });
  return linesOfWord(bytes);
}

/** Of the lines of a Word file those that are headings here. */
function headingsAmong(lines: readonly string[]): readonly string[] {
  const titles = [...OUTLINE, 'Xây dựng', 'Kết quả', 'Hạn chế', 'Công trình'].map((line) =>
    line.replace(/^(Phần thứ \S+|[IVX]+-|[\d.]+\.) /, ''),
  );
  return lines.filter(
    (line) =>
      / (Thu|Chi) của /.test(line) ||
      /^Phần thứ|Việc của tổ$/.test(line) ||
      titles.some((title) => line === title || line.endsWith(` ${title}`)),
  );
}
