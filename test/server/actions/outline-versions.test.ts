import { expect, test } from 'vitest';
import type { OutlineVersion, OutlineVersionEntry } from '#shared/protocol/outline.ts';
import { assignSection } from '#server/actions/assignment.ts';
import { deleteSection } from '#server/actions/outline-delete.ts';
import { updateSection } from '#server/actions/outline-sections.ts';
import {
  approveOutline,
  getOutlineVersion,
  listOutlineVersions,
  proposeOutline,
} from '#server/actions/outline-versions.ts';
import { getReport } from '#server/actions/reports.ts';
import { foundForEachTest, type CommitteeWorld, type PersonName, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
});

const propose = (by: PersonName = 'bureau'): Promise<OutlineVersion> =>
  proposeOutline(world.context, committee.as[by], { id: committee.report.reportId, note: 'Trình duyệt' });

const approve = (version: OutlineVersion, by: PersonName = 'chair'): Promise<OutlineVersion> =>
  approveOutline(world.context, committee.as[by], { id: version.id });

async function approval(by: PersonName = 'chair') {
  return (await getReport(world.context, committee.as[by], { id: committee.report.reportId })).outlineVersion;
}

function titlesOf(entries: readonly OutlineVersionEntry[]): readonly unknown[] {
  return entries.map(({ title, children }) => (children.length === 0 ? title : [title, ...titlesOf(children)]));
}

test('versions of an outline are numbered, and the newest is approved by the chair', async () => {
  expect(await approval()).toBeNull();
  const first = await propose();
  const second = await propose('chair');
  expect(await approval()).toBeNull();
  expect(await refusalOf(approve(second, 'bureau'))).toBe('forbidden');
  expect(await refusalOf(approve(first))).toBe('outline/not-newest');

  const approved = await approve(second);

  expect(approved).toMatchObject({ number: 2, approvedBy: committee.as.chair.personId });
  expect(await approval('owner')).toMatchObject({ number: 2, changedSince: false });
  expect(await refusalOf(approve(second))).toBe('outline/approved');
  const { items } = await listOutlineVersions(world.context, committee.as.owner, { id: committee.report.reportId });
  expect(items.map((one) => [one.number, one.approvedAt !== null])).toEqual([
    [2, true],
    [1, false],
  ]);
});

test('the approved outline counts as changed when a section is, not when people or dates are', async () => {
  await approve(await propose());
  const { personId: ownerId } = committee.as.other;
  const people = { ownerId, coEditorIds: [], approverId: null, applyToChildren: false, product: 'Bản thảo' };
  const dates = { startOn: '2020-04-01', due: '2020-04-02' };
  await assignSection(world.context, committee.as.chair, { id: committee.open.sectionId, ...people, ...dates });
  expect(await approval()).toMatchObject({ changedSince: false });

  await updateSection(world.context, committee.as.chair, { id: committee.open.sectionId, targetWords: 999 });

  expect(await approval()).toMatchObject({ number: 1, changedSince: true });
});

test('who may not know a section does not learn from the approval that it changed', async () => {
  await approve(await propose());
  await updateSection(world.context, committee.as.chair, { id: committee.closed.sectionId, title: 'Kín khác' });

  expect(await approval('chair')).toMatchObject({ changedSince: true });
  expect(await approval('bureau')).toMatchObject({ changedSince: false });
});

test('a version keeps the outline as it was, with people and dates, for each as they may know it', async () => {
  const version = await propose();
  await updateSection(world.context, committee.as.chair, { id: committee.open.sectionId, title: 'Tên sau' });
  await deleteSection(world.context, committee.as.chair, { id: committee.annex.sectionId });

  const read = (by: PersonName) => getOutlineVersion(world.context, committee.as[by], { id: version.id });
  const { outline } = await read('chair');

  expect(titlesOf(outline)).toEqual([['Kết quả', 'Kinh tế', 'Nội bộ'], 'Phụ lục']);
  expect(outline[0]?.children[0]).toMatchObject({
    label: 'I-',
    ownerId: committee.as.owner.personId,
    coEditorIds: [committee.as.writer.personId],
    startOn: '2020-03-27',
    due: '2020-04-15',
    targetWords: 100,
  });
  expect(titlesOf((await read('bureau')).outline)).toEqual([['Kết quả', 'Kinh tế'], 'Phụ lục']);
  expect(await refusalOf(read('stranger'))).toBe('not_found');
});

test('an outline without a section is not proposed', async () => {
  for (const { id } of committee.report.sections.values()) {
    await refusalOf(deleteSection(world.context, committee.as.chair, { id }));
  }

  expect(await refusalOf(propose())).toBe('outline/empty');
});
