import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { idOf, type BlockId, type FileId, type JobId } from '#shared/model/ids.ts';
import { freezeDraft } from '#server/actions/drafts.ts';
import { exportPart, exportReport, exportSection, getFile, getJob, runExport } from '#server/actions/exports.ts';
import { getImage, uploadImage } from '#server/actions/images.ts';
import { deleteSection } from '#server/actions/outline-delete.ts';
import { createThread } from '#server/actions/threads.ts';
import { findJob } from '#server/storage/rows/jobs.ts';
import { findPart } from '#server/storage/rows/parts.ts';
import {
  foundForEachTest,
  foundDeepReport,
  textOf,
  writeText,
  type CommitteeWorld,
  type PersonName,
  type SmallCommittee,
} from '#test/world/committee.ts';
import { consolidationOf } from '#test/world/consolidation.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
});

const CLEAN = { format: 'docx', comments: 'none' } as const;

function ask(by: PersonName, more: { readonly draft?: number; readonly comments?: 'none' | 'open' } = {}) {
  return exportReport(world.context, committee.as[by], { id: committee.report.reportId, ...CLEAN, ...more });
}

/** Does a job as its runner would. */
async function run(jobId: JobId): Promise<FileId> {
  const job = await findJob(world.context.storage.rows, jobId);
  if (job === undefined) throw new Error('There is no job');
  const { fileId } = await runExport(world.context, job);
  if (fileId === null) throw new Error('The export made no file');
  return fileId;
}

async function unzip(
  by: PersonName,
  id: FileId,
): Promise<{ readonly name: string; readonly files: ReadonlyMap<string, string> }> {
  const { bytes, name } = await getFile(world.context, committee.as[by], { id });
  const files = Object.entries(unzipSync(bytes)).map(([path, file]) => [path, strFromU8(file)] as const);
  return { name, files: new Map(files) };
}

function wordsOf(files: ReadonlyMap<string, string>): string {
  return (files.get('word/document.xml') ?? '').replace(/<[^>]+>/g, ' ');
}

test('a numbered draft is exported as it was frozen, the report as it is now', async () => {
  const write = (line: string) => writeText(world, committee.open.partDocumentId, committee.as.bureau, textOf(line));
  await write('a: Câu của bản một');
  await freezeDraft(world.context, committee.as.bureau, { id: committee.report.reportId, note: '' });
  await write('a: Câu của bây giờ');

  const draft = await unzip('owner', await run((await ask('owner', { draft: 1 })).jobId));
  const now = await unzip('chair', await run((await ask('chair')).jobId));

  expect(wordsOf(draft.files)).toContain('Câu của bản một');
  expect(wordsOf(draft.files)).not.toContain('bây giờ');
  expect(draft.name).toMatch(/^bao-cao-chinh-tri-lan-1-\d{4}-\d\d-\d\d\.docx$/);
  expect(wordsOf(now.files)).toContain('Câu của bây giờ');
  expect(now.name).toMatch(/^bao-cao-chinh-tri-\d{4}-\d\d-\d\d\.docx$/);
});

test('the live report is for who works on it, a draft for the committee, and neither for others', async () => {
  expect(await refusalOf(ask('owner'))).toBe('forbidden');
  expect(await refusalOf(ask('owner', { draft: 1 }))).toBe('forbidden');
  expect(await refusalOf(ask('chair', { draft: 1 }))).toBe('export/draft-unknown');
  expect(await refusalOf(ask('stranger'))).toBe('not_found');
});

test('a section that one may not know is in no export of theirs', async () => {
  const input = { id: committee.closed.sectionId, ...CLEAN };
  expect(await refusalOf(exportSection(world.context, committee.as.other, input))).toBe('not_found');
  expect(await refusalOf(exportPart(world.context, committee.as.other, { id: committee.open.partId, ...CLEAN }))).toBe(
    'not_found',
  );
  await writeText(world, committee.closed.documentId, committee.as.owner, textOf('k: Câu kín'));

  const { name, files } = await unzip(
    'owner',
    await run((await exportSection(world.context, committee.as.owner, input)).jobId),
  );

  expect(wordsOf(files)).toContain('Câu kín');
  expect(name).toMatch(/^ii-noi-bo-/);
});

test('the Word file of a section counts on from the number that its reader sees on it', async () => {
  const { second } = await foundDeepReport(world, committee);
  await writeText(world, second.documentId, committee.as.other, textOf('a# Chi thường xuyên'));
  const exported = async (by: PersonName) => {
    const { jobId } = await exportSection(world.context, committee.as[by], { id: second.sectionId, ...CLEAN });
    const { name, files } = await unzip(by, await run(jobId));
    const levels = (files.get('word/numbering.xml') ?? '').split('<w:lvl ');
    const own = levels.find((level) => level.includes('<w:lvlText w:val="%3."/>')) ?? '';
    return { name: name.slice(0, 5), start: /<w:start w:val="(\d+)"/.exec(own)?.[1] };
  };

  expect(await exported('chair')).toEqual({ name: '2-chi', start: '2' });
  expect(await exported('other')).toEqual({ name: '1-chi', start: '1' });
});

test('the paper of a part or a section is headed by the report, then by its own title and number', async () => {
  const { second } = await foundDeepReport(world, committee);
  await writeText(world, second.documentId, committee.as.other, textOf('a: Câu của mục'));
  await writeText(world, committee.open.partDocumentId, committee.as.bureau, textOf('a: Câu của phần'));
  const paragraphsOf = async (by: PersonName, jobId: JobId) => {
    const { files } = await unzip(by, await run(jobId));
    const paragraphs = (files.get('word/document.xml') ?? '').split('</w:p>');
    const lines = paragraphs.map((one) => [/<w:pStyle w:val="(\w+)"/.exec(one)?.[1], one.replace(/<[^>]+>/g, '')]);
    return lines.slice(lines.findIndex(([style]) => style === 'typeName')).filter(([style]) => style !== undefined);
  };

  const section = await exportSection(world.context, committee.as.chair, { id: second.sectionId, ...CLEAN });
  const part = await exportPart(world.context, committee.as.bureau, { id: committee.open.partId, ...CLEAN });

  expect(await paragraphsOf('chair', section.jobId)).toEqual([
    ['typeName', 'BÁO CÁO'],
    ['subject', 'kiểm điểm'],
    ['subjectSeparator', '-----'],
    ['arabic', 'Chi'],
    ['body', 'Câu của mục'],
  ]);
  expect(await paragraphsOf('bureau', part.jobId)).toEqual([
    ['typeName', 'BÁO CÁO CHÍNH TRỊ'],
    ['subject', 'trình Đại hội'],
    ['subjectSeparator', '-----'],
    ['part', 'Phần thứ nhất'],
    ['partTitle', 'Kết quả'],
    ['body', 'Câu của phần'],
  ]);
});

test('the right is asked again when the job is looked at and when its file is fetched', async () => {
  await freezeDraft(world.context, committee.as.bureau, { id: committee.report.reportId, note: '' });
  const { jobId } = await ask('owner', { draft: 1 });
  const id = await run(jobId);
  expect(await refusalOf(getJob(world.context, committee.as.bureau, { id: jobId }))).toBe('not_found');
  expect(await refusalOf(getFile(world.context, committee.as.bureau, { id }))).toBe('not_found');
  await world.context.storage.transact(async (tx) => {
    await tx.deleteFrom('memberships').where('person_id', '=', committee.as.owner.personId).execute();
  });

  expect(await refusalOf(getJob(world.context, committee.as.owner, { id: jobId }))).toBe('not_found');
  expect(await refusalOf(getFile(world.context, committee.as.owner, { id }))).toBe('not_found');
});

test('only a few exports of one person wait at once', async () => {
  for (let count = 0; count < 3; count += 1) await ask('chair');

  expect(await refusalOf(ask('chair'))).toBe('too_many');
  expect(await refusalOf(ask('bureau'))).toBe('done');
});

test('comments go along when they are asked for', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Số hộ nghèo là 12'));
  await createThread(world.context, committee.as.chair, {
    id: committee.open.documentId,
    blockId: idOf<BlockId>('a'),
    quote: '12',
    text: 'Nguồn ở đâu?',
    mentions: [],
  });
  const input = { id: committee.open.sectionId, format: 'docx' } as const;
  const exported = async (comments: 'none' | 'open') => {
    const { jobId } = await exportSection(world.context, committee.as.owner, { ...input, comments });
    return unzip('owner', await run(jobId));
  };

  expect((await exported('open')).files.get('word/comments.xml')).toContain('Nguồn ở đâu?');
  expect((await exported('none')).files.get('word/comments.xml') ?? '').not.toContain('Nguồn');
});

test('a picture is drawn anew, shown to readers of its text, and goes into the Word file', async () => {
  const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#a00' } })
    .png()
    .toBuffer();
  const upload = (by: PersonName, bytes: Uint8Array) =>
    uploadImage(world.context, committee.as[by], { id: committee.closed.documentId, bytes });
  expect(await refusalOf(upload('chair', png))).toBe('forbidden');
  expect(await refusalOf(upload('other', png))).toBe('not_found');
  expect(await refusalOf(upload('owner', new TextEncoder().encode('<svg/>')))).toBe('image/unsupported');

  const image = await upload('owner', png);

  expect(image).toMatchObject({ width: 40, height: 20 });
  expect(await getImage(world.context, committee.as.chair, image)).toMatchObject({ mime: 'image/png' });
  expect(await refusalOf(getImage(world.context, committee.as.other, image))).toBe('not_found');
  await writeText(world, committee.closed.documentId, committee.as.owner, {
    blocks: [{ type: 'image', id: idOf<BlockId>('i'), imageId: image.id, alt: 'Chợ', widthPercent: 50 }],
  });
  const { jobId } = await exportSection(world.context, committee.as.owner, {
    id: committee.closed.sectionId,
    ...CLEAN,
  });
  const { files } = await unzip('owner', await run(jobId));
  expect([...files.keys()].filter((path) => path.startsWith('word/media/'))).toHaveLength(1);
});

test('a draft keeps the pictures that were its own when it was frozen, also when their part is taken out of the outline', async () => {
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  const { as, open, closed } = committee;
  const own = await uploadImage(world.context, as.owner, { id: open.documentId, bytes: png });
  const closedOne = await uploadImage(world.context, as.owner, { id: closed.documentId, bytes: png });
  const naming = (imageId: typeof own.id, id: string) =>
    ({ type: 'image', id: idOf<BlockId>(id), imageId, alt: '', widthPercent: 50 }) as const;
  await writeText(world, open.documentId, as.owner, {
    blocks: [...textOf('a: Thu ngân sách').blocks, naming(own.id, 'i')],
  });
  const bureau = consolidationOf(world, committee);
  await bureau.receive(open);
  await bureau.mergeIncoming();
  const { content } = await world.context.documents.read(open.partDocumentId);
  await writeText(world, open.partDocumentId, as.bureau, { blocks: [...content.blocks, naming(closedOne.id, 'k')] });
  await freezeDraft(world.context, as.bureau, { id: committee.report.reportId, note: '' });
  const countPictures = async (by: PersonName) => {
    const { jobId } = await ask(by, { draft: 1 });
    const { files } = await unzip(by, await run(jobId));
    return [...files.keys()].filter((path) => path.startsWith('word/media/')).length;
  };
  expect(await countPictures('other')).toBe(1);

  const part = await findPart(world.context.storage.rows, open.partId);
  if (part === undefined) throw new Error('There is no part');
  await deleteSection(world.context, as.chair, { id: part.top_section_id });

  expect(await countPictures('other')).toBe(1);
});

test('naming the picture of a text that one may not read does not bring it into an export', async () => {
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  const image = await uploadImage(world.context, committee.as.owner, { id: committee.closed.documentId, bytes: png });
  await writeText(world, committee.annex.documentId, committee.as.other, {
    blocks: [{ type: 'image', id: idOf<BlockId>('i'), imageId: image.id, alt: 'Trộm', widthPercent: 50 }],
  });

  const { jobId } = await exportSection(world.context, committee.as.other, { id: committee.annex.sectionId, ...CLEAN });
  const { files } = await unzip('other', await run(jobId));

  expect([...files.keys()].filter((path) => path.startsWith('word/media/'))).toEqual([]);
});

const SIGNED = {
  place: 'Ngọc Lâm',
  abbreviation: 'UBND',
  signature_form: 'deputyForHead',
  signature_body: 'CHỦ TỊCH',
  signer_position: 'PHÓ CHỦ TỊCH',
  signer_name: 'Trần Thị Bình',
  recipients_json: '["Ủy ban nhân dân Quận"]',
} as const;

test.each([
  ['dang-hd36-2018', 'old', 'Số      -BC/UBND', 'K/T CHỦ TỊCH', '- Ủy ban nhân dân Quận,', '- Lưu Văn phòng Đảng ủy.'],
  ['dang-hd05-2026', 'new', 'Số      -BC/UBND', 'K/T CHỦ TỊCH', '- Ủy ban nhân dân Quận;', '- Lưu Văn phòng Đảng uỷ.'],
  ['nha-nuoc-nd30-2020', 'old', 'Số:        /BC-UBND', 'KT. CHỦ TỊCH', '- Ủy ban nhân dân Quận;', '- Lưu: VT.'],
])('by %s a report bears the number, signature and recipients of its office', async (profile, style, ...expected) => {
  await world.context.storage.transact(async (tx) => {
    await tx
      .updateTable('organisations')
      .set({ ...SIGNED, tone_style: style })
      .execute();
    await tx.updateTable('reports').set({ profile }).where('id', '=', committee.report.reportId).execute();
  });

  const { files } = await unzip('chair', await run((await ask('chair')).jobId));

  const lines = wordsOf(files)
    .replaceAll('\u00a0', ' ')
    .split(/ {2,}(?=\S)/);
  const [number, ...others] = expected;
  expect(wordsOf(files).replaceAll('\u00a0', ' ')).toContain(number);
  expect(lines.map((one) => one.trim())).toEqual(expect.arrayContaining([...others, 'PHÓ CHỦ TỊCH', 'Trần Thị Bình']));
});

test.each([
  ['BÁO CÁO KINH TẾ', 'BC'],
  ['Chương trình hành động', 'CTr'],
  ['QUY ĐỊNH', 'QyĐ'],
  ['Đề cương', '______'],
])('the number of a paper named %s has %s for its kind', async (title, kind) => {
  await world.context.storage.transact(async (tx) => {
    await tx.updateTable('reports').set({ document_title: title, profile: 'nha-nuoc-nd30-2020' }).execute();
  });

  const { files } = await unzip('chair', await run((await ask('chair')).jobId));

  expect(/\/(\S*)-ĐU/u.exec(wordsOf(files).replaceAll('\u00a0', '_'))?.[1]).toBe(kind);
});
