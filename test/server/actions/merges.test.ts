import { expect, test } from 'vitest';
import { textOfBlock, type DocumentContent } from '#shared/document/document.ts';
import type { Merge } from '#shared/protocol/merges.ts';
import {
  applyMerge,
  getMerge,
  listMerges,
  mergeAll,
  revertMerge,
  runMergeAll,
  stageMerge,
} from '#server/actions/merges.ts';
import { getReport } from '#server/actions/reports.ts';
import { reopenSection } from '#server/actions/sections.ts';
import { receiveSubmission, submitSection } from '#server/actions/submissions.ts';
import { createThread } from '#server/actions/threads.ts';
import { idOf, type BlockId, type SubmissionId } from '#shared/model/ids.ts';
import { findJob } from '#server/storage/rows/jobs.ts';
import {
  foundForEachTest,
  textOf,
  writeText,
  type CommitteeWorld,
  type SmallCommittee,
  type TextPlace,
} from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
});

const FIRST = ['a: Tổng thu ngân sách đạt 412 tỷ đồng', 'b: Bình quân tăng 9% một năm', 'c: Đời sống được nâng lên'];

/** Writes a section's text as its owner, submits it and receives it. */
async function receive(place: TextPlace, ...lines: readonly string[]): Promise<SubmissionId> {
  const owner = place === committee.annex ? committee.as.other : committee.as.owner;
  await writeText(world, place.documentId, owner, textOf(...lines));
  const { id } = await submitSection(world.context, owner, { id: place.sectionId, note: '' });
  await receiveSubmission(world.context, committee.as.bureau, { id });
  return id;
}

async function receiveAgain(place: TextPlace, ...lines: readonly string[]): Promise<SubmissionId> {
  await reopenSection(world.context, committee.as.bureau, { id: place.sectionId, reason: '' });
  return receive(place, ...lines);
}

function stage(place: TextPlace, submissionId: SubmissionId): Promise<Merge> {
  return stageMerge(world.context, committee.as.helper, { id: place.partId, submissionId });
}

function apply(id: Merge['id'], more: Partial<Parameters<typeof applyMerge>[2]> = {}): Promise<Merge> {
  return applyMerge(world.context, committee.as.bureau, { id, decisions: {}, refused: [], ...more });
}

async function merge(place: TextPlace, submissionId: SubmissionId): Promise<Merge> {
  return apply((await stage(place, submissionId)).id);
}

async function partText(place: TextPlace = committee.open): Promise<readonly string[]> {
  const { content } = await world.context.documents.read(place.partDocumentId);
  return content.blocks.map(textOfBlock);
}

/** What the bureau does to the part by hand. */
async function editPart(find: string, replace: string, place: TextPlace = committee.open): Promise<void> {
  const edited = (content: DocumentContent): DocumentContent => {
    const text: unknown = JSON.parse(JSON.stringify(content).replace(find, replace));
    return text as DocumentContent;
  };
  await world.context.documents.change({
    documentId: place.partDocumentId,
    by: committee.as.bureau.personId,
    decide: (found) => edited(found.content),
  });
}

test('staging changes nothing in the part; applying brings the section in under its own heading', async () => {
  const submissionId = await receive(committee.open, ...FIRST, 'd# Kết luận');
  const before = await partText();

  const staged = await stage(committee.open, submissionId);
  expect(staged).toMatchObject({ state: 'staged', conflicts: [] });
  expect(await partText()).toEqual(before);
  const applied = await apply(staged.id);

  expect(applied).toMatchObject({ state: 'applied', appliedBy: committee.as.bureau.personId });
  const { content } = await world.context.documents.read(committee.open.partDocumentId);
  expect(content.blocks.map((block) => [block.type === 'paragraph' && block.level, textOfBlock(block)])).toEqual([
    [1, 'Kinh tế'],
    [0, 'Tổng thu ngân sách đạt 412 tỷ đồng'],
    [0, 'Bình quân tăng 9% một năm'],
    [0, 'Đời sống được nâng lên'],
    [2, 'Kết luận'],
  ]);
});

test('sections stand in the order of the outline, whichever is merged first', async () => {
  const second = await receive(committee.closed, 'x: Sinh hoạt chi bộ đúng kỳ');
  const first = await receive(committee.open, ...FIRST.slice(0, 1));

  await merge(committee.closed, second);
  await merge(committee.open, first);

  expect(await partText()).toEqual([
    'Kinh tế',
    'Tổng thu ngân sách đạt 412 tỷ đồng',
    'Nội bộ',
    'Sinh hoạt chi bộ đúng kỳ',
  ]);
});

test("a second version brings only what is new, and the bureau's own edits stand", async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  await editPart('Đời sống được nâng lên', 'Đời sống nhân dân được nâng lên');

  const again = await receiveAgain(committee.open, 'a: Tổng thu ngân sách đạt 415 tỷ đồng', ...FIRST.slice(1));
  const staged = await stage(committee.open, again);

  expect(staged.changes).toEqual([
    {
      id: 'replace:a',
      kind: 'replace',
      blockId: 'a',
      before: 'Tổng thu ngân sách đạt 412 tỷ đồng',
      after: 'Tổng thu ngân sách đạt 415 tỷ đồng',
    },
  ]);
  await apply(staged.id);
  expect(await partText()).toEqual([
    'Kinh tế',
    'Tổng thu ngân sách đạt 415 tỷ đồng',
    'Bình quân tăng 9% một năm',
    'Đời sống nhân dân được nâng lên',
  ]);
});

test('merging the same version again brings nothing', async () => {
  const submissionId = await receive(committee.open, ...FIRST);
  await merge(committee.open, submissionId);

  const staged = await stage(committee.open, submissionId);

  expect(staged).toMatchObject({ changes: [], conflicts: [] });
});

test('a refused change stays out, and comes back only when its author changes it again', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  const second = await receiveAgain(committee.open, 'a: Một câu khác', ...FIRST.slice(1));
  await apply((await stage(committee.open, second)).id, { refused: ['replace:a'] });
  expect((await partText())[1]).toBe('Tổng thu ngân sách đạt 412 tỷ đồng');

  const third = await receiveAgain(committee.open, 'a: Một câu khác', 'b: Tăng 10%', ...FIRST.slice(2));
  const staged = await stage(committee.open, third);

  expect(staged.changes.map((change) => change.id)).toEqual(['replace:b']);
  expect(staged.conflicts).toEqual([]);
});

test('what both changed waits for a decision: without one nothing is written', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  await editPart('Bình quân tăng 9% một năm', 'Bình quân tăng 9,0% một năm');
  const second = await receiveAgain(committee.open, FIRST[0] ?? '', 'b: Tăng 10% một năm', FIRST[2] ?? '');
  const staged = await stage(committee.open, second);
  expect(staged.conflicts).toEqual([
    {
      id: 'conflict:b',
      blockId: 'b',
      base: 'Bình quân tăng 9% một năm',
      ours: 'Bình quân tăng 9,0% một năm',
      theirs: 'Tăng 10% một năm',
    },
  ]);

  expect(await refusalOf(apply(staged.id))).toBe('merge/undecided');
  expect((await partText())[2]).toBe('Bình quân tăng 9,0% một năm');
  await apply(staged.id, { decisions: { 'conflict:b': { write: 'Bình quân tăng 9,5% một năm' } } });

  expect((await partText())[2]).toBe('Bình quân tăng 9,5% một năm');
});

test('how a merge was decided can be read once it was applied, also after it was taken back', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  await editPart('Bình quân tăng 9% một năm', 'Bình quân tăng 9,0% một năm');
  const second = await receiveAgain(committee.open, 'a: Tổng thu 415 tỷ', 'b: Tăng 10% một năm', FIRST[2] ?? '');
  const { id } = await stage(committee.open, second);
  const view = () => getMerge(world.context, committee.as.chair, { id });
  expect(await view()).toMatchObject({ decisions: {}, refused: [] });
  const decided = { decisions: { 'conflict:b': { write: 'Tăng 9,5% một năm' } }, refused: ['replace:a'] };

  await apply(id, decided);
  expect(await view()).toMatchObject(decided);
  await revertMerge(world.context, committee.as.bureau, { id });

  expect(await view()).toMatchObject({ state: 'reverted', ...decided });
});

test('a part that changed where the merge asks is not written over; elsewhere it may change', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  const second = await receiveAgain(committee.open, 'a: Tổng thu 415 tỷ', ...FIRST.slice(1));
  const staged = await stage(committee.open, second);
  await editPart('Đời sống được nâng lên', 'Đời sống khá hơn');
  await editPart('412 tỷ đồng', '412,6 tỷ đồng');

  expect(await refusalOf(apply(staged.id))).toBe('merge/part-changed');
  expect((await partText())[1]).toBe('Tổng thu ngân sách đạt 412,6 tỷ đồng');
  await editPart('412,6 tỷ đồng', '412 tỷ đồng');
  await apply(staged.id);

  expect(await partText()).toEqual(['Kinh tế', 'Tổng thu 415 tỷ', 'Bình quân tăng 9% một năm', 'Đời sống khá hơn']);
});

test('a comment on a passage neither hinders its merge nor is lost by it', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  const second = await receiveAgain(committee.open, 'a: Tổng thu ngân sách đạt 415 tỷ đồng', ...FIRST.slice(1));
  const staged = await stage(committee.open, second);
  const thread = await createThread(world.context, committee.as.chair, {
    id: committee.open.partDocumentId,
    blockId: idOf<BlockId>('a'),
    quote: 'Tổng thu',
    text: 'Nguồn?',
    mentions: [],
  });

  await apply(staged.id);

  const { content } = await world.context.documents.read(committee.open.partDocumentId);
  expect(JSON.stringify(content.blocks[1])).toContain(thread.id);
  expect((await partText())[1]).toBe('Tổng thu ngân sách đạt 415 tỷ đồng');
});

test('of two who apply one merge at once one does it, once', async () => {
  const staged = await stage(committee.open, await receive(committee.open, ...FIRST));

  const outcomes = await Promise.all([refusalOf(apply(staged.id)), refusalOf(apply(staged.id))]);

  expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
  expect(await partText()).toHaveLength(4);
});

test('reverting takes back what the merge brought and keeps what was edited since', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  const second = await receiveAgain(committee.open, 'a: Tổng thu 415 tỷ', ...FIRST.slice(1), 'd: Câu mới của mục');
  const applied = await merge(committee.open, second);
  await editPart('Đời sống được nâng lên', 'Đời sống khá hơn');

  const reverted = await revertMerge(world.context, committee.as.bureau, { id: applied.id });

  expect(reverted.state).toBe('reverted');
  expect(await partText()).toEqual([
    'Kinh tế',
    'Tổng thu ngân sách đạt 412 tỷ đồng',
    'Bình quân tăng 9% một năm',
    'Đời sống khá hơn',
  ]);
  const staged = await stage(committee.open, second);
  expect(staged.changes.map((change) => change.id).toSorted()).toEqual(['insert:d', 'replace:a']);
});

test('a reverted first merge leaves nothing of the section', async () => {
  const applied = await merge(committee.open, await receive(committee.open, ...FIRST));

  await revertMerge(world.context, committee.as.bureau, { id: applied.id });

  expect((await partText()).filter((text) => text !== '')).toEqual([]);
});

test('only the last merge of a part is reverted, and only once', async () => {
  const first = await merge(committee.open, await receive(committee.open, ...FIRST));
  const second = await merge(committee.closed, await receive(committee.closed, 'x: Câu'));
  const revert = (id: Merge['id']) => refusalOf(revertMerge(world.context, committee.as.bureau, { id }));

  expect(await revert(first.id)).toBe('merge/not-the-last');
  expect(await revert(second.id)).toBe('done');
  expect(await revert(second.id)).toBe('merge/not-applied');
  expect(await revert(first.id)).toBe('done');
});

test('only the bureau applies; a helper may stage, others find no merge', async () => {
  const submissionId = await receive(committee.open, ...FIRST);
  const staged = await stage(committee.open, submissionId);
  const input = { id: staged.id, decisions: {}, refused: [] };

  expect(await refusalOf(applyMerge(world.context, committee.as.helper, input))).toBe('forbidden');
  expect(await refusalOf(applyMerge(world.context, committee.as.owner, input))).toBe('not_found');
  expect(await refusalOf(getMerge(world.context, committee.as.owner, { id: staged.id }))).toBe('forbidden');
  expect(await refusalOf(getMerge(world.context, committee.as.stranger, { id: staged.id }))).toBe('not_found');
  const stagedByMember = stageMerge(world.context, committee.as.owner, { id: committee.open.partId, submissionId });
  expect(await refusalOf(stagedByMember)).toBe('not_found');
  expect((await partText()).join('')).toBe('');
});

test('what was not received, or is another part’s, is not staged', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf(...FIRST));
  const waiting = await submitSection(world.context, committee.as.owner, { id: committee.open.sectionId, note: '' });
  expect(await refusalOf(stage(committee.open, waiting.id))).toBe('merge/nothing-received');

  await receiveSubmission(world.context, committee.as.bureau, { id: waiting.id });

  expect(await refusalOf(stage(committee.annex, waiting.id))).toBe('not_found');
  await receiveAgain(committee.open, 'a: Bản sau');
  expect(await refusalOf(stage(committee.open, waiting.id))).toBe('merge/nothing-received');
});

test('staging anew puts the older stage aside', async () => {
  const submissionId = await receive(committee.open, ...FIRST);
  const first = await stage(committee.open, submissionId);
  await stage(committee.open, submissionId);

  expect(await refusalOf(apply(first.id))).toBe('merge/not-staged');
  const { items } = await listMerges(world.context, committee.as.chair, { id: committee.report.reportId });
  expect(items.map((one) => one.state)).toEqual(['staged', 'discarded']);
});

test('the view marks what comes, goes and stays, in both texts', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  const second = await receiveAgain(committee.open, 'a: Tổng thu 415 tỷ', 'd: Câu mới', FIRST[2] ?? '');
  const staged = await stage(committee.open, second);

  const view = await getMerge(world.context, committee.as.chair, { id: staged.id });

  expect(view.part.map((block) => [block.mark, block.label, block.text])).toEqual([
    ['same', 'I-', 'Kinh tế'],
    ['replaced', '', 'Tổng thu 415 tỷ'],
    ['deleted', '', 'Bình quân tăng 9% một năm'],
    ['inserted', '', 'Câu mới'],
    ['same', '', 'Đời sống được nâng lên'],
  ]);
  expect(view.section.map((block) => block.mark)).toEqual(['replaced', 'inserted', 'same']);
});

test('merging everything takes what has no conflict and leaves the rest staged', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  await editPart('412 tỷ đồng', '413 tỷ đồng');
  await receiveAgain(committee.open, 'a: Tổng thu 415 tỷ', ...FIRST.slice(1));
  await receive(committee.annex, 'p: Phụ lục');
  const ask = (by: 'bureau' | 'chair') => mergeAll(world.context, committee.as[by], { id: committee.report.reportId });
  expect(await refusalOf(ask('chair'))).toBe('forbidden');

  const { jobId } = await ask('bureau');
  const job = await findJob(world.context.storage.rows, jobId);
  if (job === undefined) throw new Error('There is no job');
  const result = await runMergeAll(world.context, job);

  expect(result).toEqual({ fileId: null, merged: 1, withConflicts: 1 });
  expect(await partText(committee.annex)).toEqual(['Phụ lục']);
  expect((await partText())[1]).toBe('Tổng thu ngân sách đạt 413 tỷ đồng');
  const report = await getReport(world.context, committee.as.bureau, { id: committee.report.reportId });
  expect(report.parts.map((part) => part.incoming.map((one) => one.again))).toEqual([[true], []]);
});

test('[M4] a block copied from another section with its id never rewrites or deletes that section’s block', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  await merge(committee.closed, await receive(committee.closed, FIRST[0] ?? '', 'x: Sinh hoạt chi bộ đúng kỳ'));
  const copied = await partText();

  const edited = await receiveAgain(committee.closed, 'a: Bản chép đã sửa', 'x: Sinh hoạt chi bộ đúng kỳ');
  const staged = await stage(committee.closed, edited);
  const view = await getMerge(world.context, committee.as.chair, { id: staged.id });
  await apply(staged.id);
  const rewritten = await partText();
  const again = await stage(committee.closed, edited);
  await merge(committee.closed, await receiveAgain(committee.closed, 'x: Sinh hoạt chi bộ đúng kỳ'));

  expect(copied).toEqual(['Kinh tế', ...FIRST.map(wordsOf), 'Nội bộ', wordsOf(FIRST[0]), 'Sinh hoạt chi bộ đúng kỳ']);
  expect(rewritten).toEqual(copied.with(5, 'Bản chép đã sửa'));
  expect(view.section.map((block) => block.mark)).toEqual(['replaced', 'same']);
  expect(again).toMatchObject({ changes: [], conflicts: [] });
  expect(await partText()).toEqual(copied.toSpliced(5, 1));
});

test('of two sections merged into one part at once, the second is computed anew before it is written', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  const one = await stage(committee.closed, await receive(committee.closed, 'x: Sinh hoạt chi bộ đúng kỳ'));
  const other = await stage(committee.open, await receiveAgain(committee.open, ...FIRST, 'd: Nợ đọng giảm'));
  const { documents } = world.context;
  // The one is applied when all that the other is computed from has been read.
  const context = {
    ...world.context,
    documents: {
      ...documents,
      change: async (wanted: Parameters<typeof documents.change>[0]) => {
        await apply(one.id);
        return documents.change(wanted);
      },
    },
  };

  const late = applyMerge(context, committee.as.bureau, { id: other.id, decisions: {}, refused: [] });
  expect(await refusalOf(late)).toBe('merge/part-changed');
  await apply(other.id);

  const sections = [
    ['Kinh tế', ...FIRST.map(wordsOf), 'Nợ đọng giảm'],
    ['Nội bộ', 'Sinh hoạt chi bộ đúng kỳ'],
  ];
  expect(await partText()).toEqual(sections.flat());
});

test('[M4] the section that brought a block first goes on changing it after another has brought a copy', async () => {
  await merge(committee.open, await receive(committee.open, ...FIRST));
  await merge(committee.closed, await receive(committee.closed, FIRST[0] ?? ''));

  await merge(committee.open, await receiveAgain(committee.open, 'a: Tổng thu 415 tỷ', ...FIRST.slice(1)));

  expect(await partText()).toEqual([
    'Kinh tế',
    'Tổng thu 415 tỷ',
    ...FIRST.slice(1).map(wordsOf),
    'Nội bộ',
    wordsOf(FIRST[0]),
  ]);
});

function wordsOf(line = ''): string {
  return line.slice(line.indexOf(':') + 2);
}

test('merging everything leaves out a section that is submitted anew meanwhile, and goes on', async () => {
  await receive(committee.open, ...FIRST);
  await receive(committee.annex, 'p: Phụ lục');
  const { jobId } = await mergeAll(world.context, committee.as.bureau, { id: committee.report.reportId });
  const job = await findJob(world.context.storage.rows, jobId);
  if (job === undefined) throw new Error('There is no job');
  let isFirst = true;
  const documents: typeof world.context.documents = {
    ...world.context.documents,
    async read(id) {
      if (isFirst) {
        isFirst = false;
        await receiveAgain(committee.open, 'a: Bản sau');
      }
      return world.context.documents.read(id);
    },
  };

  const result = await runMergeAll({ ...world.context, documents }, job);

  expect(result).toEqual({ fileId: null, merged: 1, withConflicts: 0 });
  expect(await partText(committee.annex)).toEqual(['Phụ lục']);
  expect((await partText()).join('')).toBe('');
});
