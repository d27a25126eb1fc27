import { expect, test } from 'vitest';
import { idOf, type SectionId } from '#shared/model/ids.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { judgeLiveRight } from '#server/access/live.ts';
import { deleteSection, listDeletedSections, restoreSection } from '#server/actions/outline-delete.ts';
import { createSection, updateSection } from '#server/actions/outline-sections.ts';
import { getReport } from '#server/actions/reports.ts';
import { getSection } from '#server/actions/sections.ts';
import { listSectionsEver } from '#server/storage/rows/sections.ts';
import {
  foundForEachTest,
  textOf,
  writeText,
  type CommitteeWorld,
  type PersonName,
  type SmallCommittee,
} from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
  world.takeHints();
});

const results = (): SectionId => {
  const found = committee.report.sections.get('results')?.id;
  if (found === undefined) throw new Error('There is no top section');
  return found;
};

function add(
  more: Partial<Parameters<typeof createSection>[2]> = {},
  by: PersonName = 'chair',
): Promise<SectionDetail> {
  return createSection(world.context, committee.as[by], {
    id: committee.report.reportId,
    parentId: null,
    position: 0,
    title: 'Mục mới',
    guidance: '',
    elements: [],
    targetWords: 0,
    hasText: true,
    ...more,
  });
}

function readReport(by: PersonName = 'chair'): Promise<Report> {
  return getReport(world.context, committee.as[by], { id: committee.report.reportId });
}

function titlesOf(nodes: readonly OutlineNode[]): readonly unknown[] {
  return nodes.map(({ title, children }) => (children.length === 0 ? title : [title, ...titlesOf(children)]));
}

test('a new section stands where it is put, with a text of its own that opens empty', async () => {
  const made = await add({ parentId: results(), position: 1, title: 'Xã hội' });

  expect(titlesOf((await readReport()).outline)).toEqual([['Kết quả', 'Kinh tế', 'Xã hội', 'Nội bộ'], 'Phụ lục']);
  expect(made).toMatchObject({ rowVersion: 1, section: { title: 'Xã hội', numbering: 'roman', state: 'assigned' } });
  const { content } = await world.context.documents.read(made.section.documentId ?? idOf('none'));
  expect(content.blocks).toHaveLength(1);
});

test('a section at the top gets a part of the consolidated report in the order of the outline', async () => {
  const made = await add({ position: 1, title: 'Bài học' });

  const { parts } = await readReport('bureau');
  expect(parts.map((part) => part.title)).toEqual(['Kết quả', 'Bài học', 'Phụ lục']);
  expect(parts[1]?.sectionIds).toEqual([made.section.id]);
});

test('a container has no text, and what is below it does', async () => {
  const container = await add({ hasText: false, title: 'Phần mới' });
  const child = await add({ parentId: container.section.id, title: 'Mục con' });

  expect(container.section.documentId).toBeNull();
  expect(child.section.documentId).not.toBeNull();
  expect(child.path).toEqual([`${container.section.label} Phần mới`]);
});

test('places are counted over what the one who puts a section there may know', async () => {
  // The bureau knows nothing of the closed section, which stands between.
  await add({ parentId: results(), position: 9, title: 'Cuối' });
  await add({ parentId: results(), position: 1, title: 'Trước cuối' }, 'bureau');

  expect(titlesOf((await readReport('bureau')).outline)).toEqual([
    ['Kết quả', 'Kinh tế', 'Trước cuối', 'Cuối'],
    'Phụ lục',
  ]);
  expect(titlesOf((await readReport('chair')).outline)).toEqual([
    ['Kết quả', 'Kinh tế', 'Nội bộ', 'Trước cuối', 'Cuối'],
    'Phụ lục',
  ]);
});

test('an outline has six levels', async () => {
  let parentId = results();
  for (let depth = 2; depth <= 6; depth += 1) parentId = (await add({ parentId })).section.id;

  expect(await refusalOf(add({ parentId }))).toBe('outline/too-deep');
});

test('a section cannot be put below one that its maker may not know', async () => {
  expect(await refusalOf(add({ parentId: committee.closed.sectionId }, 'bureau'))).toBe('not_found');
  expect(await refusalOf(add({ parentId: committee.closed.sectionId }, 'chair'))).toBe('done');
});

test('chair and bureau change an outline, nobody else', async () => {
  const asked = (by: PersonName) => refusalOf(add({}, by));

  expect([await asked('chair'), await asked('bureau')]).toEqual(['done', 'done']);
  expect([await asked('helper'), await asked('owner'), await asked('office')]).toEqual(Array(3).fill('forbidden'));
  expect([await asked('stranger'), await asked('admin')]).toEqual(['not_found', 'not_found']);
});

test('what a section asks of its writers can be changed, each change by who saw the last one', async () => {
  const update = (more: Partial<Parameters<typeof updateSection>[2]>) =>
    updateSection(world.context, committee.as.bureau, { id: committee.open.sectionId, ...more });
  const changed = await update({
    ifMatch: '"1"',
    title: 'Kinh tế, ngân sách',
    guidance: 'Nêu số liệu',
    elements: [{ key: 'figures', vi: 'Số liệu', en: 'figures' }],
    targetWords: 1500,
    product: 'Bản thảo mục',
    startOn: '2020-03-30',
    due: '2020-04-10',
  });

  expect(changed).toMatchObject({
    guidance: 'Nêu số liệu',
    product: 'Bản thảo mục',
    rowVersion: 2,
    section: { title: 'Kinh tế, ngân sách', targetWords: 1500, startOn: '2020-03-30', due: '2020-04-10' },
  });
  expect(changed.elements).toEqual([{ key: 'figures', vi: 'Số liệu', en: 'figures' }]);
  expect(await refusalOf(update({ ifMatch: '"1"', title: 'Cũ' }))).toBe('stale');
  expect((await update({ ifMatch: '"2"', title: 'Mới' })).section.title).toBe('Mới');
  expect((await update({ title: 'Không điều kiện' })).guidance).toBe('Nêu số liệu');
});

test('a date outside the time of the committee changes nothing', async () => {
  const update = (more: Partial<Parameters<typeof updateSection>[2]>) =>
    updateSection(world.context, committee.as.chair, { id: committee.open.sectionId, ...more });

  await expect(update({ title: 'Khác', due: '2026-04-15' })).rejects.toMatchObject({
    code: 'section/date-outside',
    details: { field: 'due', latest: '2025-12-31' },
  });
  expect(await refusalOf(update({ startOn: '2020-03-01' }))).toBe('section/date-outside');
  expect(await refusalOf(update({ startOn: '2020-04-16' }))).toBe('section/due-before-start');
  const after = await getSection(world.context, committee.as.chair, { id: committee.open.sectionId });
  expect(after).toMatchObject({ rowVersion: 1, section: { title: 'Kinh tế', due: '2020-04-15' } });
});

test('closing a section ends the reading of who has no share in it, and tells only who may know', async () => {
  const { documentId, sectionId } = committee.open;
  const { rows } = world.context.storage;
  const before = await judgeLiveRight(rows, committee.as.other.personId, documentId);
  await updateSection(world.context, committee.as.chair, { id: sectionId, visibility: 'closedUntilSubmitted' });

  expect(await judgeLiveRight(rows, committee.as.other.personId, documentId)).toBeUndefined();
  const still = await judgeLiveRight(rows, committee.as.owner.personId, documentId);
  expect(still?.epoch).toBe((before?.epoch ?? 0) + 1);
  expect(world.takeHints()).toContainEqual({ kind: 'rights', documentIds: [documentId] });

  await updateSection(world.context, committee.as.chair, { id: sectionId, guidance: 'Kín' });
  expect(world.takeHints().map((hint) => hint.kind)).toEqual(['section']);
});

test('renaming a section at the top renames its part', async () => {
  await updateSection(world.context, committee.as.chair, { id: results(), title: 'Kết quả nhiệm kỳ' });

  expect((await readReport('bureau')).parts[0]?.title).toBe('Kết quả nhiệm kỳ');
});

test('a section that is taken out is as if it were not there, with all below it and its part', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Chữ đã viết'));
  const { rows } = world.context.storage;
  const before = await judgeLiveRight(rows, committee.as.owner.personId, committee.open.documentId);

  await deleteSection(world.context, committee.as.bureau, { id: results() });

  const report = await readReport('chair');
  expect(titlesOf(report.outline)).toEqual(['Phụ lục']);
  expect(report.parts.map((part) => part.title)).toEqual(['Phụ lục']);
  expect(before?.grade).toBe('edit');
  expect(await judgeLiveRight(rows, committee.as.owner.personId, committee.open.documentId)).toBeUndefined();
  expect(await judgeLiveRight(rows, committee.as.bureau.personId, committee.open.partDocumentId)).toBeUndefined();
  expect(await refusalOf(getSection(world.context, committee.as.chair, { id: committee.open.sectionId }))).toBe(
    'not_found',
  );
});

test('what was taken out comes back to its place with all that went with it, and with its words', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Chữ đã viết'));
  await deleteSection(world.context, committee.as.chair, { id: results() });
  const { items } = await listDeletedSections(world.context, committee.as.bureau, { id: committee.report.reportId });
  expect(items).toEqual([{ id: results(), title: 'Kết quả', below: 2, deletedAt: expect.any(Number) as number }]);

  const back = await restoreSection(world.context, committee.as.chair, { id: results() });

  expect(back.section.children.map((child) => [child.title, child.words])).toEqual([
    ['Kinh tế', 3],
    ['Nội bộ', 0],
  ]);
  const report = await readReport('bureau');
  expect(titlesOf(report.outline)).toEqual([['Kết quả', 'Kinh tế'], 'Phụ lục']);
  expect(report.parts.map((part) => part.title)).toEqual(['Kết quả', 'Phụ lục']);
  expect(await refusalOf(restoreSection(world.context, committee.as.chair, { id: results() }))).toBe(
    'section/not-deleted',
  );
});

test('what was taken out before goes on being out when all above it comes back', async () => {
  const { sectionId } = committee.open;
  await deleteSection(world.context, committee.as.chair, { id: sectionId });
  await deleteSection(world.context, committee.as.chair, { id: results() });
  expect(await refusalOf(restoreSection(world.context, committee.as.chair, { id: sectionId }))).toBe(
    'section/parent-deleted',
  );

  await restoreSection(world.context, committee.as.chair, { id: results() });

  expect(titlesOf((await readReport()).outline)).toEqual([['Kết quả', 'Nội bộ'], 'Phụ lục']);
  await restoreSection(world.context, committee.as.chair, { id: sectionId });
  expect(titlesOf((await readReport()).outline)).toEqual([['Kết quả', 'Kinh tế', 'Nội bộ'], 'Phụ lục']);
});

test('the bureau hears nothing of a closed section that was taken out', async () => {
  await deleteSection(world.context, committee.as.chair, { id: committee.closed.sectionId });

  const list = (by: PersonName) =>
    listDeletedSections(world.context, committee.as[by], { id: committee.report.reportId });
  expect((await list('bureau')).items).toEqual([]);
  expect((await list('chair')).items).toHaveLength(1);
  const restored = restoreSection(world.context, committee.as.bureau, { id: committee.closed.sectionId });
  expect(await refusalOf(restored)).toBe('not_found');
});

test('nothing that is refused is half done', async () => {
  const before = await listSectionsEver(world.context.storage.rows, committee.report.reportId);
  await refusalOf(add({ parentId: idOf('nowhere') }));
  await refusalOf(deleteSection(world.context, committee.as.owner, { id: results() }));

  expect(await listSectionsEver(world.context.storage.rows, committee.report.reportId)).toEqual(before);
  expect(world.takeHints()).toEqual([]);
});
