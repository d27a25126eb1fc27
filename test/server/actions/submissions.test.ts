import { beforeEach, expect, test } from 'vitest';
import { authorizeDocument } from '#server/access/authorize.ts';
import { judgeLiveRight } from '#server/access/live.ts';
import { getSection, reopenSection, startDrafting, startDraftingOfEdited } from '#server/actions/sections.ts';
import {
  listSubmissions,
  receiveSubmission,
  returnSubmission,
  submitSection,
  withdrawSubmission,
} from '#server/actions/submissions.ts';
import { listVersions } from '#server/actions/versions.ts';
import { loadVersionContent } from '#server/storage/rows/versions.ts';
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
});

beforeEach(async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Số liệu 92,74%'));
  world.takeHints();
});

function submit(by: PersonName = 'owner', note = '') {
  return submitSection(world.context, committee.as[by], { id: committee.open.sectionId, note });
}

async function stateNow(): Promise<string> {
  const detail = await getSection(world.context, committee.as.chair, { id: committee.open.sectionId });
  return detail.section.state;
}

async function mayEdit(by: PersonName): Promise<boolean> {
  return authorizeDocument(world.context.storage.rows, committee.as[by], committee.open.documentId, 'edit').then(
    () => true,
    () => false,
  );
}

test('a submission keeps the text as it was at that moment, and takes the right to write from its authors', async () => {
  const submission = await submit('owner', 'đã đối chiếu');

  expect(submission).toMatchObject({ state: 'submitted', note: 'đã đối chiếu', sectionId: committee.open.sectionId });
  expect(await stateNow()).toBe('submitted');
  expect(await mayEdit('owner')).toBe(false);
  expect(await mayEdit('writer')).toBe(false);
  const kept = await loadVersionContent(world.context.storage.rows, submission.versionId);
  expect(kept).toEqual(textOf('a: Số liệu 92,74%'));
});

test('the note of a submission stands in the history of its section, for who may read it', async () => {
  await submit('owner', 'đã đối chiếu');

  const seen = await getSection(world.context, committee.as.bureau, { id: committee.open.sectionId });

  expect(seen.moves.at(-1)).toMatchObject({ move: 'submit', reason: 'đã đối chiếu' });
});

test('a change of state raises the epoch of the text and tells of it after the commit', async () => {
  const { rows } = world.context.storage;
  const before = await judgeLiveRight(rows, committee.as.owner.personId, committee.open.documentId);
  world.takeHints();

  await submit();

  const after = await judgeLiveRight(rows, committee.as.owner.personId, committee.open.documentId);
  expect(after).toMatchObject({ grade: 'comment', documentState: 'submitted', epoch: (before?.epoch ?? 0) + 1 });
  expect(world.takeHints()).toEqual(
    expect.arrayContaining([
      { kind: 'rights', documentIds: [committee.open.documentId] },
      { kind: 'section', sectionId: committee.open.sectionId, reportId: committee.report.reportId },
    ]),
  );
});

test('a text without a word is not submitted', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: – …'));

  expect(await refusalOf(submit())).toBe('submission/empty-text');

  expect(await stateNow()).toBe('assigned');
  const versions = await listVersions(world.context, committee.as.owner, { id: committee.open.documentId });
  expect(versions.items).toEqual([]);
  expect(world.takeHints().filter((hint) => hint.kind === 'rights')).toEqual([]);
});

test('only the owner submits: a co-editor may read and not so use, a stranger finds nothing', async () => {
  expect(await refusalOf(submit('writer'))).toBe('forbidden');
  expect(await refusalOf(submit('bureau'))).toBe('forbidden');
  expect(await refusalOf(submit('stranger'))).toBe('not_found');
  expect(await refusalOf(submit('admin'))).toBe('not_found');

  expect(await stateNow()).toBe('assigned');
});

test('of two submissions at once one wins', async () => {
  const outcomes = await Promise.all([refusalOf(submit()), refusalOf(submit())]);

  expect(outcomes.toSorted()).toEqual(['done', 'submission/not-writable']);
  const list = await listSubmissions(world.context, committee.as.owner, { id: committee.open.sectionId });
  expect(list.items).toHaveLength(1);
});

test('when receiving and withdrawing meet, one wins and the other hears of the state', async () => {
  const { id } = await submit();

  const outcomes = await Promise.all([
    refusalOf(receiveSubmission(world.context, committee.as.bureau, { id })),
    refusalOf(withdrawSubmission(world.context, committee.as.owner, { id })),
  ]);

  expect(outcomes.toSorted()).toEqual(['done', 'submission/not-open']);
  const { moves } = await getSection(world.context, committee.as.owner, { id: committee.open.sectionId });
  expect(moves.map((move) => move.move)).toHaveLength(2);
});

test('a returned section lets its owner edit again and shows the reason', async () => {
  const { id } = await submit();

  const returned = await returnSubmission(world.context, committee.as.bureau, { id, reason: 'Thiếu nguồn số liệu' });

  expect(returned).toMatchObject({ state: 'returned', reason: 'Thiếu nguồn số liệu' });
  expect(await mayEdit('owner')).toBe(true);
  const { section } = await getSection(world.context, committee.as.owner, { id: committee.open.sectionId });
  expect(section).toMatchObject({ state: 'returned', returnReason: 'Thiếu nguồn số liệu' });
});

test('an empty reason changes nothing', async () => {
  const { id } = await submit();

  expect(await refusalOf(returnSubmission(world.context, committee.as.bureau, { id, reason: ' \n ' }))).toBe(
    'submission/reason-empty',
  );

  expect(await stateNow()).toBe('submitted');
  const list = await listSubmissions(world.context, committee.as.owner, { id: committee.open.sectionId });
  expect(list.items).toMatchObject([{ state: 'submitted', decidedBy: null }]);
});

test('an answered submission is not answered again', async () => {
  const { id } = await submit();
  await receiveSubmission(world.context, committee.as.bureau, { id });

  expect(await refusalOf(returnSubmission(world.context, committee.as.bureau, { id, reason: 'muộn' }))).toBe(
    'submission/not-open',
  );
  expect(await refusalOf(receiveSubmission(world.context, committee.as.owner, { id }))).toBe('forbidden');
  expect(await stateNow()).toBe('received');
});

test('an old submission is not received in place of the one that waits', async () => {
  const first = await submit();
  await returnSubmission(world.context, committee.as.bureau, { id: first.id, reason: 'sửa' });
  await submit();

  expect(await refusalOf(receiveSubmission(world.context, committee.as.bureau, { id: first.id }))).toBe(
    'submission/not-open',
  );
  expect(await stateNow()).toBe('submitted');
});

test('a received section can be reopened by the bureau alone, and only then', async () => {
  const reopen = (by: PersonName) =>
    reopenSection(world.context, committee.as[by], { id: committee.open.sectionId, reason: 'số mới' });
  expect(await refusalOf(reopen('bureau'))).toBe('section/not-received');
  const { id } = await submit();
  await receiveSubmission(world.context, committee.as.bureau, { id });
  expect(await refusalOf(reopen('owner'))).toBe('forbidden');

  const node = await reopen('bureau');

  expect(node).toMatchObject({ state: 'drafting' });
  expect(await mayEdit('owner')).toBe(true);
});

test('the first edit of a writer makes an assigned section drafting, a comment of the chair does not', async () => {
  const { documentId } = committee.open;
  await startDrafting(world.context, { documentId, by: committee.as.chair.personId });
  expect(await stateNow()).toBe('assigned');

  await startDrafting(world.context, { documentId, by: committee.as.writer.personId });
  await startDrafting(world.context, { documentId, by: committee.as.owner.personId });

  const { section, moves } = await getSection(world.context, committee.as.chair, { id: committee.open.sectionId });
  expect(section.state).toBe('drafting');
  expect(moves.map((move) => move.move)).toEqual(['startDrafting']);
});

test('a first edit whose hint was lost is found in the store', async () => {
  await startDraftingOfEdited(world.context);

  expect(await stateNow()).toBe('drafting');
  const annex = await getSection(world.context, committee.as.chair, { id: committee.annex.sectionId });
  expect(annex.section.state).toBe('assigned');
});
