import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idOf, type BlockId, type SubmissionId } from '#shared/model/ids.ts';
import { newJob } from '#server/actions/jobs.ts';
import { applyMerge, listMerges, revertMerge, stageMerge } from '#server/actions/merges.ts';
import { getSection } from '#server/actions/sections.ts';
import { listSubmissions, receiveSubmission, returnSubmission, submitSection } from '#server/actions/submissions.ts';
import { answerThread, createThread, listThreads } from '#server/actions/threads.ts';
import { createVersion, listVersions } from '#server/actions/versions.ts';
import { findWaitingJob, insertJob, markJobRunning } from '#server/storage/rows/jobs.ts';
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

const NUMBERS = ['1', '2', '3', '4', '5', '6'];

describe.each([
  ['stands still', 0],
  ['goes back', -60_000],
])('while the clock %s', (_, tickMs) => {
  let world: CommitteeWorld;
  let committee: SmallCommittee;

  beforeEach(async () => {
    world = await openWorld({ tickMs });
    committee = await foundCommittee(world);
    await writeText(
      world,
      committee.open.documentId,
      committee.as.owner,
      textOf(...NUMBERS.map((no) => `a${no}: ${no}`)),
    );
    await writeText(world, committee.closed.documentId, committee.as.owner, textOf('c: Nội bộ'));
  });

  afterEach(() => world.close());

  it('a conversation keeps the order in which it was held', async () => {
    const { chair } = committee.as;
    const { documentId: id } = committee.open;
    const opened = [];
    for (const quote of NUMBERS) {
      const on = { id, blockId: idOf<BlockId>(`a${quote}`), quote, text: quote, mentions: [] };
      opened.push(await createThread(world.context, chair, on));
    }
    const [first] = opened;
    for (const text of NUMBERS) {
      if (first !== undefined) await answerThread(world.context, chair, { id: first.id, text, mentions: [] });
    }

    const { items } = await listThreads(world.context, chair, { id });

    expect(items.map((thread) => thread.quote)).toEqual(NUMBERS);
    expect(items[0]?.messages.map((message) => message.text)).toEqual(['1', ...NUMBERS]);
  });

  it('the versions of a text are listed newest first', async () => {
    const { documentId: id } = committee.open;
    for (const name of NUMBERS) await createVersion(world.context, committee.as.owner, { id, name });

    const { items } = await listVersions(world.context, committee.as.owner, { id });

    expect(items.map((version) => version.name)).toEqual(NUMBERS.toReversed());
  });

  it('the submissions of a section and its history are in the order of the deeds', async () => {
    const { owner, bureau } = committee.as;
    const { sectionId: id } = committee.open;
    for (const note of NUMBERS) {
      const submission = await submitSection(world.context, owner, { id, note });
      await returnSubmission(world.context, bureau, { id: submission.id, reason: note });
    }

    const { items } = await listSubmissions(world.context, owner, { id });
    const { section, moves } = await getSection(world.context, owner, { id });

    expect(items.map((submission) => submission.note)).toEqual(NUMBERS.toReversed());
    expect(moves.filter(({ move }) => move === 'return').map(({ reason }) => reason)).toEqual(NUMBERS);
    expect(section.returnReason).toBe('6');
  });

  it('only the merge that was applied last is taken back', async () => {
    const { bureau } = committee.as;
    const first = await stageReceived(committee.open);
    const second = await stageReceived(committee.closed);
    const apply = (id: typeof first) => applyMerge(world.context, bureau, { id, decisions: {}, refused: [] });

    await apply(second);
    await apply(first);

    expect(await refusalOf(revertMerge(world.context, bureau, { id: second }))).toBe('merge/not-the-last');
    expect((await revertMerge(world.context, bureau, { id: first })).state).toBe('reverted');
    const { items } = await listMerges(world.context, bureau, { id: committee.report.reportId });
    expect(items.map(({ id }) => id)).toEqual([second, first]);
  });

  it('jobs are done in the order of asking', async () => {
    const { storage } = world.context;
    const jobs = NUMBERS.map(() => newJob(world.context, committee.as.bureau, 'export', {}));
    for (const job of jobs) await storage.transact((tx) => insertJob(tx, job));

    const taken = [];
    for (const _job of jobs) {
      const job = await findWaitingJob(storage.rows);
      if (job !== undefined) await storage.transact((tx) => markJobRunning(tx, job.id, world.context.now()));
      taken.push(job?.id);
    }

    expect(taken).toEqual(jobs.map((job) => job.id));
  });

  async function stageReceived(place: TextPlace) {
    const { owner, bureau } = committee.as;
    const submission = await submitSection(world.context, owner, { id: place.sectionId, note: '' });
    const { id: submissionId }: { id: SubmissionId } = await receiveSubmission(world.context, bureau, submission);
    return (await stageMerge(world.context, bureau, { id: place.partId, submissionId })).id;
  }
});
