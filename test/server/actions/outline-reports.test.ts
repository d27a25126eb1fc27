import { expect, test } from 'vitest';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { createReport, listOutlineTemplates, updateReport } from '#server/actions/outline-reports.ts';
import { getCommittee } from '#server/actions/committees.ts';
import { tagOfReport } from '#server/actions/freshness.ts';
import { getSection } from '#server/actions/sections.ts';
import { foundForEachTest, type CommitteeWorld, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
});

type Input = Parameters<typeof createReport>[2];

const create = (more: Partial<Input> = {}, by: 'chair' | 'bureau' | 'helper' | 'stranger' = 'chair') =>
  createReport(world.context, committee.as[by], {
    id: committee.committeeId,
    title: 'Báo cáo kiểm điểm',
    documentTitle: 'BÁO CÁO',
    subject: 'kiểm điểm',
    profile: 'dang-hd36-2018',
    templateId: null,
    startOn: null,
    due: null,
    ...more,
  });

function all(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children)]);
}

test('the templates say how many sections and pages they have, and what a section can be asked for', async () => {
  const { items, elements, wordsPerPage } = await listOutlineTemplates();

  expect(items.map((one) => [one.id, one.sectionCount, one.pages])).toEqual([
    ['bcct-phuong-2020', 52, 30.3],
    ['bcct-xa-phuong-2025', 52, 37.4],
    ['bckd-bch', 24, 11.8],
  ]);
  expect(elements).toHaveLength(25);
  expect(wordsPerPage).toBe(420);
});

test.each(['bcct-phuong-2020', 'bcct-xa-phuong-2025', 'bckd-bch'])(
  'a report by the template %s has its sections, their lengths and the dates on every text',
  async (templateId) => {
    const template = (await listOutlineTemplates()).items.find((one) => one.id === templateId);
    const report = await create({ templateId, startOn: '2020-03-27', due: '2020-04-15' });

    const sections = all(report.outline);
    expect(sections).toHaveLength(template?.sectionCount ?? 0);
    expect(report.parts).toHaveLength(report.outline.length);
    const texts = sections.filter((node) => node.documentId !== null);
    expect(texts.every((node) => node.children.length === 0)).toBe(true);
    expect(new Set(texts.map((node) => `${node.startOn} ${node.due}`))).toEqual(new Set(['2020-03-27 2020-04-15']));
    const target = texts.reduce((sum, node) => sum + node.targetWords, 0);
    expect(Math.round(target / 420)).toBe(Math.round(template?.pages ?? 0));
  },
);

test('a section of a template brings its guidance and what its text must contain', async () => {
  const report = await create({ templateId: 'bcct-phuong-2020' });
  const [theme] = report.outline;
  if (theme === undefined) throw new Error('There is no section');

  const detail = await getSection(world.context, committee.as.chair, { id: theme.id });
  expect(detail.guidance).toContain('Một câu nêu trọn mục tiêu');
  expect(detail.elements.map((element) => element.key)).toEqual(['theme']);
});

test('an empty report stands behind the others of its committee', async () => {
  const report = await create({}, 'bureau');

  expect(report).toMatchObject({ title: 'Báo cáo kiểm điểm', outline: [], parts: [], outlineVersion: null });
  const { reports } = await getCommittee(world.context, committee.as.owner, { id: committee.committeeId });
  expect(reports.map((one) => one.title)).toEqual(['Báo cáo chính trị', 'Báo cáo kiểm điểm']);
});

test('what cannot be is refused, and makes nothing', async () => {
  expect(await refusalOf(create({ templateId: 'none' }))).toBe('outline/template-unknown');
  expect(await refusalOf(create({ profile: 'none' }))).toBe('report/profile-unknown');
  expect(await refusalOf(create({ due: '2019-04-15' }))).toBe('section/date-outside');
  expect(await refusalOf(create({ startOn: '2020-05-01', due: '2020-04-15' }))).toBe('section/due-before-start');
  expect([await refusalOf(create({}, 'helper')), await refusalOf(create({}, 'stranger'))]).toEqual([
    'forbidden',
    'not_found',
  ]);
  const { reports } = await getCommittee(world.context, committee.as.owner, { id: committee.committeeId });
  expect(reports).toHaveLength(1);
});

test('the names of a report are changed by who saw them last', async () => {
  const report = await create();
  const update = (more: Partial<Parameters<typeof updateReport>[2]>) =>
    updateReport(world.context, committee.as.bureau, { id: report.id, ...more });

  const changed = await update({ ifMatch: tagOfReport(report), title: 'Tên mới', subject: '' });

  expect(changed).toMatchObject({ title: 'Tên mới', documentTitle: 'BÁO CÁO', subject: '' });
  expect(await refusalOf(update({ ifMatch: tagOfReport(report), title: 'Cũ' }))).toBe('stale');
  expect(await refusalOf(update({ profile: 'none' }))).toBe('report/profile-unknown');
});
