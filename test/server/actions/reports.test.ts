import { expect, test } from 'vitest';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { getCommittee, listCommittees } from '#server/actions/committees.ts';
import { freezeDraft } from '#server/actions/drafts.ts';
import { getHome } from '#server/actions/home.ts';
import { applyMerge, mergeAll, stageMerge } from '#server/actions/merges.ts';
import { getOutline, getReport, listDrafts } from '#server/actions/reports.ts';
import { getPart, getSection, startDrafting } from '#server/actions/sections.ts';
import { receiveSubmission, returnSubmission, submitSection } from '#server/actions/submissions.ts';
import { findDraftByNumber, listDraftParts } from '#server/storage/rows/drafts.ts';
import { loadVersionContent } from '#server/storage/rows/versions.ts';
import {
  foundForEachTest,
  foundDeepReport,
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
});

function report(by: PersonName) {
  return getReport(world.context, committee.as[by], { id: committee.report.reportId });
}

function titlesIn(nodes: readonly OutlineNode[]): readonly string[] {
  return nodes.flatMap((node) => [`${node.label} ${node.title}`.trim(), ...titlesIn(node.children)]);
}

async function submitClosed(): Promise<Awaited<ReturnType<typeof submitSection>>> {
  await writeText(world, committee.closed.documentId, committee.as.owner, textOf('k: Ba câu kín'));
  return submitSection(world.context, committee.as.owner, { id: committee.closed.sectionId, note: '' });
}

/** All that a person is told of a report, as it goes over the wire. */
async function everythingFor(by: PersonName): Promise<string> {
  const caller = committee.as[by];
  return JSON.stringify([
    await report(by),
    await getOutline(world.context, caller, { id: committee.report.reportId }),
    await getSection(world.context, caller, { id: committee.open.sectionId }),
    await getHome(world.context, caller),
    await getCommittee(world.context, caller, { id: committee.committeeId }),
  ]);
}

test('sections are numbered over what the viewer may see', async () => {
  expect(titlesIn((await report('owner')).outline)).toEqual([
    'Phần thứ nhất Kết quả',
    'I- Kinh tế',
    'II- Nội bộ',
    'Phụ lục',
  ]);
  expect(titlesIn((await report('other')).outline)).toEqual(['Phần thứ nhất Kết quả', 'I- Kinh tế', 'Phụ lục']);
});

test('the numbers of a text begin at its section, counted over what the viewer may see', async () => {
  const { second } = await foundDeepReport(world, committee);
  const placeFor = async (by: PersonName, id = second.sectionId) => {
    const { section, depth, place } = await getSection(world.context, committee.as[by], { id });
    return [section.label, depth, place];
  };

  expect(await placeFor('owner')).toEqual(['2.', 3, [1, 1, 2]]);
  expect(await placeFor('other')).toEqual(['1.', 3, [1, 1, 1]]);
  expect(await placeFor('owner', committee.annex.sectionId)).toEqual(['', 1, []]);
  expect(await getPart(world.context, committee.as.bureau, { id: second.partId })).toMatchObject({ place: [1] });
});

test('who may not know a closed section is told the same, byte for byte, whatever happens in it', async () => {
  const before = await everythingFor('other');
  await writeText(world, committee.closed.documentId, committee.as.owner, textOf('k: Một câu kín', 'l: Hai'));
  expect(await everythingFor('other')).toBe(before);

  const { id } = await submitClosed();
  expect(titlesIn((await report('other')).outline)).toContain('II- Nội bộ');
  await returnSubmission(world.context, committee.as.bureau, { id, reason: 'bổ sung' });

  expect(await everythingFor('other')).toBe(before);
  expect(await refusalOf(getSection(world.context, committee.as.other, { id: committee.closed.sectionId }))).toBe(
    'not_found',
  );
  expect(
    await refusalOf(submitSection(world.context, committee.as.bureau, { id: committee.closed.sectionId, note: '' })),
  ).toBe('not_found');
});

test('a move that only the section’s own people may know is not heard as a change of the report', async () => {
  world.takeHints();
  await startDrafting(world.context, { documentId: committee.closed.documentId, by: committee.as.owner.personId });
  expect(world.takeHints().filter((hint) => hint.kind === 'report')).toEqual([]);

  await submitClosed();

  expect(world.takeHints()).toContainEqual({ kind: 'report', reportId: committee.report.reportId });
});

test('a node says what the viewer may do there, and counts its words', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Một hai ba', 'b: bốn'));

  const { section, path, depth } = await getSection(world.context, committee.as.owner, {
    id: committee.open.sectionId,
  });

  expect(section).toMatchObject({ words: 4, targetWords: 100, state: 'assigned', openThreads: 0, submissionId: null });
  expect(section.rights).toEqual(['see', 'read', 'comment', 'edit', 'submit']);
  expect({ path, depth }).toEqual({ path: ['Phần thứ nhất Kết quả'], depth: 2 });
  const [top] = (await report('owner')).outline;
  expect(top).toMatchObject({ documentId: null, words: 4, rights: ['see'] });
});

test('parts are there for the bureau from the start, for members from the first draft on', async () => {
  expect((await report('bureau')).parts.map((part) => part.title)).toEqual(['Kết quả', 'Phụ lục']);
  expect((await report('owner')).parts).toEqual([]);
  const part = { id: committee.open.partId };
  expect(await refusalOf(getPart(world.context, committee.as.owner, part))).toBe('not_found');
  await freezeDraft(world.context, committee.as.bureau, { id: committee.report.reportId, note: '' });

  expect((await report('owner')).parts).toHaveLength(2);
  expect(await getPart(world.context, committee.as.owner, part)).toMatchObject({ depth: 1, path: [] });
});

test('what was received waits to be merged, for who may merge it', async () => {
  const { id, versionId } = await submitClosed();
  await receiveSubmission(world.context, committee.as.bureau, { id });

  const [part] = (await report('bureau')).parts;
  expect(part?.incoming).toMatchObject([{ submissionId: id, versionId, title: 'II- Nội bộ', again: false }]);
  expect((await report('chair')).parts.flatMap((one) => one.incoming)).toEqual([]);
  const home = await getHome(world.context, committee.as.bureau);
  expect(home.waiting).toMatchObject([{ kind: 'toMerge', count: 1 }]);
  const staged = await stageMerge(world.context, committee.as.bureau, {
    id: committee.closed.partId,
    submissionId: id,
  });
  await applyMerge(world.context, committee.as.bureau, { id: staged.id, decisions: {}, refused: [] });

  expect((await report('bureau')).parts.flatMap((one) => one.incoming)).toEqual([]);
});

test('a frozen draft stays as it was, whatever is written afterwards', async () => {
  const write = (line: string) => writeText(world, committee.open.partDocumentId, committee.as.bureau, textOf(line));
  await write('a: Bản một');
  const first = await freezeDraft(world.context, committee.as.bureau, {
    id: committee.report.reportId,
    note: 'xin ý kiến',
  });
  await write('a: Bản hai');
  const second = await freezeDraft(world.context, committee.as.bureau2, { id: committee.report.reportId, note: '' });

  expect([first, second]).toMatchObject([{ number: 1, note: 'xin ý kiến' }, { number: 2 }]);
  const { rows } = world.context.storage;
  const draft = await findDraftByNumber(rows, committee.report.reportId, 1);
  const [part] = await listDraftParts(rows, draft?.id ?? first.id);
  expect(part && (await loadVersionContent(rows, part.version_id))).toEqual(textOf('a: Bản một'));
  const drafts = await listDrafts(world.context, committee.as.owner, { id: committee.report.reportId });
  expect(drafts.items.map((one) => one.number)).toEqual([2, 1]);
});

test('two drafts frozen at once get two numbers', async () => {
  const input = { id: committee.report.reportId, note: '' };

  const drafts = await Promise.all([
    freezeDraft(world.context, committee.as.bureau, input),
    freezeDraft(world.context, committee.as.bureau2, input),
  ]);

  expect(new Set(drafts.map((draft) => draft.number))).toEqual(new Set([1, 2]));
});

test('nothing is frozen while everything is being merged, or by who may not', async () => {
  const input = { id: committee.report.reportId, note: '' };
  expect(await refusalOf(freezeDraft(world.context, committee.as.chair, input))).toBe('forbidden');
  expect(await refusalOf(freezeDraft(world.context, committee.as.stranger, input))).toBe('not_found');
  await mergeAll(world.context, committee.as.bureau, { id: committee.report.reportId });

  expect(await refusalOf(freezeDraft(world.context, committee.as.bureau, input))).toBe('draft/merge-open');
  expect((await report('bureau')).drafts).toEqual([]);
});

test('home shows an author what was returned and what is not begun, with their numbers, and their sections by date', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Câu'));
  const { id } = await submitSection(world.context, committee.as.owner, { id: committee.open.sectionId, note: 'gấp' });
  const bureau = await getHome(world.context, committee.as.bureau);
  expect(bureau.waiting).toMatchObject([{ kind: 'submitted', title: 'I- Kinh tế', byName: 'OWNER', note: 'gấp' }]);
  await returnSubmission(world.context, committee.as.bureau, { id, reason: 'Thiếu nguồn' });

  const home = await getHome(world.context, committee.as.owner);

  expect(home.waiting).toMatchObject([
    { kind: 'returned', title: 'I- Kinh tế', reason: 'Thiếu nguồn', byName: 'BUREAU' },
    { kind: 'unstarted', title: 'II- Nội bộ' },
  ]);
  expect(home.sections.map((one) => [one.section.title, one.relation])).toEqual([
    ['Kinh tế', 'owner'],
    ['Nội bộ', 'owner'],
  ]);
  expect(home.committees).toMatchObject([{ sections: 3, byState: { returned: 1, assigned: 2, drafting: 0 } }]);
  const other = await getHome(world.context, committee.as.other);
  expect(other.committees).toMatchObject([{ sections: 2 }]);
});

test('a committee is known to its people alone, an administrator is not one of them', async () => {
  const known = await getCommittee(world.context, committee.as.office, { id: committee.committeeId });
  expect(known.people.map((person) => person.roles[0])).toEqual([
    'chair',
    'bureau',
    'bureau',
    'helper',
    'member',
    'member',
    'member',
    'office',
  ]);
  expect((await listCommittees(world.context, committee.as.office)).items).toMatchObject([
    { id: committee.committeeId },
  ]);

  for (const by of ['admin', 'stranger'] as const) {
    const input = { id: committee.committeeId };
    expect(await refusalOf(getCommittee(world.context, committee.as[by], input))).toBe('not_found');
    expect(await refusalOf(report(by))).toBe('not_found');
    expect((await listCommittees(world.context, committee.as[by])).items).toEqual([]);
  }
});
