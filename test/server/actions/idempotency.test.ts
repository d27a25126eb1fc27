import { sql } from 'kysely';
import sharp from 'sharp';
import { z } from 'zod';
import { beforeEach, describe, expect, it } from 'vitest';
import { idOf, type BlockId } from '#shared/model/ids.ts';
import { freezeDraft } from '#server/actions/drafts.ts';
import { answerOnce, type RepeatableRequest } from '#server/actions/idempotency.ts';
import { uploadImage } from '#server/actions/images.ts';
import { applyMerge, mergeAll, revertMerge, stageMerge } from '#server/actions/merges.ts';
import { reopenSection } from '#server/actions/sections.ts';
import { receiveSubmission, returnSubmission, submitSection, withdrawSubmission } from '#server/actions/submissions.ts';
import { answerThread, createThread, reopenThread, resolveThread } from '#server/actions/threads.ts';
import { createVersion } from '#server/actions/versions.ts';
import type { Context } from '#server/context.ts';
import { foundForEachTest, textOf, writeText } from '#test/world/committee.ts';
import type { CommitteeWorld, SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

type Run = RepeatableRequest['run'];

let world: CommitteeWorld;
let committee: SmallCommittee;
let context: Context;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
  context = opened.context;
});

beforeEach(async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Đạt 92% số hộ', 'b: Câu hai'));
});

/** As the bureau's: whose key it is matters alone. */
function ask(run: Run, more: { readonly in?: Context; readonly requestHash?: string } = {}): Promise<string> {
  const request = { key: 'one', requestHash: 'same', run, write: JSON.stringify, ...more };
  return answerOnce(more.in ?? context, committee.as.bureau, request);
}

const keepVersion: Run = (using) =>
  createVersion(using, committee.as.owner, { id: committee.open.documentId, name: 'Mốc' });

const freeze: Run = (using) => freezeDraft(using, committee.as.bureau, { id: committee.report.reportId, note: '' });

function submit(using = context) {
  return submitSection(using, committee.as.owner, { id: committee.open.sectionId, note: '' });
}

async function receive() {
  return receiveSubmission(context, committee.as.bureau, await submit());
}

async function stage() {
  return stageMerge(context, committee.as.bureau, { id: committee.open.partId, submissionId: (await receive()).id });
}

async function apply() {
  return applyMerge(context, committee.as.bureau, { id: (await stage()).id, decisions: {}, refused: [] });
}

function comment(using = context) {
  const on = { id: committee.open.documentId, blockId: idOf<BlockId>('a'), quote: '92%' };
  return createThread(using, committee.as.chair, { ...on, text: 'Xem lại', mentions: [] });
}

async function resolve() {
  return resolveThread(context, committee.as.chair, await comment());
}

/** Each deed that may be repeated, once all is there that it needs. */
const DEEDS: Readonly<Record<string, () => Promise<Run>>> = {
  createVersion: async () => keepVersion,
  submitSection: async () => submit,
  async receiveSubmission() {
    const submission = await submit();
    return (using) => receiveSubmission(using, committee.as.bureau, submission);
  },
  async returnSubmission() {
    const { id } = await submit();
    return (using) => returnSubmission(using, committee.as.bureau, { id, reason: 'Bổ sung' });
  },
  async withdrawSubmission() {
    const submission = await submit();
    return (using) => withdrawSubmission(using, committee.as.owner, submission);
  },
  async reopenSection() {
    await receive();
    return (using) => reopenSection(using, committee.as.bureau, { id: committee.open.sectionId, reason: '' });
  },
  async stageMerge() {
    const { id: submissionId } = await receive();
    return (using) => stageMerge(using, committee.as.bureau, { id: committee.open.partId, submissionId });
  },
  async applyMerge() {
    const { id } = await stage();
    return (using) => applyMerge(using, committee.as.bureau, { id, decisions: {}, refused: [] });
  },
  async revertMerge() {
    const merge = await apply();
    return (using) => revertMerge(using, committee.as.bureau, merge);
  },
  mergeAll: async () => (using) => mergeAll(using, committee.as.bureau, { id: committee.report.reportId }),
  freezeDraft: async () => freeze,
  createThread: async () => comment,
  async answerThread() {
    const { id } = await comment();
    return (using) => answerThread(using, committee.as.owner, { id, text: 'Đã rõ', mentions: [] });
  },
  async resolveThread() {
    const thread = await comment();
    return (using) => resolveThread(using, committee.as.chair, thread);
  },
  async reopenThread() {
    const thread = await resolve();
    return (using) => reopenThread(using, committee.as.chair, thread);
  },
  async uploadImage() {
    const black = { create: { width: 4, height: 4, channels: 3, background: '#000' } } as const;
    const bytes = await sharp(black).png().toBuffer();
    return (using) => uploadImage(using, committee.as.owner, { id: committee.open.documentId, bytes });
  },
};

describe('a deed whose answer was lost', () => {
  it.each(Object.keys(DEEDS))('%s: cut off right after its commit, is not done again and is answered', async (name) => {
    const run = (await DEEDS[name]?.()) ?? keepVersion;
    const before = await countRows();

    await expect(ask(run, { in: cutOffAfterCommit(context) })).rejects.toThrow('cut off');
    const done = await countRows();
    const answer = await ask(run);

    expect(done).not.toEqual(before);
    expect(await countRows()).toEqual(done);
    expect(answer).toMatch(/"(id|jobId)":/);
    expect(await ask(run)).toBe(answer);
  });

  it('is kept so that only its key opens it', async () => {
    const answer = await ask(keepVersion);
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(answer));

    const kept = await context.storage.rows.selectFrom('idempotency').selectAll().execute();

    const text = JSON.stringify(kept.map(({ body, ...row }) => [Buffer.from(body, 'base64').toString('latin1'), row]));
    expect(text).not.toContain(id);
    expect(text).not.toContain('same');
    expect(kept.map(({ key }) => key)).not.toContain('one');
    expect(await ask(keepVersion)).toBe(answer);
  });

  it('is one transaction, or an error of the program', async () => {
    const twoDeeds: Run = async (using) => [await keepVersion(using), await keepVersion(using)];

    await expect(ask(twoDeeds)).rejects.toThrow('one transaction');
  });

  it('cannot be kept without its answer', async () => {
    const before = await countRows();
    const unwritable = { key: 'one', requestHash: 'same', run: keepVersion, write: () => JSON.stringify(1n) };

    await expect(answerOnce(context, committee.as.bureau, unwritable)).rejects.toThrow(TypeError);

    expect(await countRows()).toEqual(before);
  });
});

describe('the same key', () => {
  it.each(['createVersion', 'submitSection', 'applyMerge', 'createThread'])(
    'at once does one deed and gives one answer: %s',
    async (name) => {
      const run = (await DEEDS[name]?.()) ?? keepVersion;
      world.takeHints();

      const answers = await Promise.all([ask(run), ask(run), ask(run)]);
      const hints = world.takeHints();

      expect(new Set(answers).size).toBe(1);
      expect((await countRows()).answers).toBe(1);
      expect(hints.filter(({ kind }) => kind === 'merges' || kind === 'threads').length).toBeLessThanOrEqual(1);
    },
  );

  it('refuses another request, before and while the first is done', async () => {
    const other: Run = (using) =>
      createVersion(using, committee.as.owner, { id: committee.open.documentId, name: 'Khác' });
    const before = await countRows();

    const outcomes = await Promise.all([refusalOf(ask(keepVersion)), refusalOf(ask(other, { requestHash: 'other' }))]);

    expect(outcomes.toSorted()).toEqual(['done', 'idempotency/other-body']);
    expect((await countRows()).versions).toBe(before.versions + 1);
  });

  it('serves again after a refusal, and after a day', async () => {
    const submission = await submit();
    const refused: Run = (using) => returnSubmission(using, committee.as.bureau, { id: submission.id, reason: ' ' });
    const before = await countRows();

    expect(await refusalOf(ask(refused))).toBe('submission/reason-empty');
    const first = await ask(freeze);
    world.advance(24 * 60 * 60 * 1000 + 60_000);
    const later = await ask(freeze);

    expect(later).not.toBe(first);
    expect((await countRows()).drafts).toBe(before.drafts + 2);
  });
});

/** What deeds leave behind, of everyone; and the answers that are kept for the bureau. */
async function countRows() {
  const { rows } = context.storage;
  const count = async (
    table: 'versions' | 'messages' | 'section_moves' | 'merges' | 'drafts' | 'images' | 'jobs' | 'audit',
  ) =>
    (
      await rows
        .selectFrom(table)
        .select(sql<number>`1`.as('one'))
        .execute()
    ).length;
  const { personId } = committee.as.bureau;
  const kept = await rows.selectFrom('idempotency').select('key').where('person_id', '=', personId).execute();
  return {
    versions: await count('versions'),
    messages: await count('messages'),
    moves: await count('section_moves'),
    merges: await count('merges'),
    drafts: await count('drafts'),
    images: await count('images'),
    jobs: await count('jobs'),
    deeds: await count('audit'),
    answers: kept.length,
  };
}

/** The program as it is ended by what cuts it off once it has committed something: nobody hears of that, and nothing more is done. */
function cutOffAfterCommit(whole: Context): Context {
  const { storage, documents } = whole;
  let isCutOff = false;
  const demandPower = (): void => {
    if (isCutOff) throw new Error('It was cut off');
  };
  const commit = async (work: () => Promise<unknown>): Promise<never> => {
    demandPower();
    await work();
    isCutOff = true;
    throw new Error('It was cut off');
  };
  return {
    ...whole,
    storage: {
      get rows() {
        demandPower();
        return storage.rows;
      },
      transact: (work) => commit(() => storage.transact(work)),
      append: (batch) => commit(() => storage.append(batch)),
      loadLog: (id) => storage.loadLog(id),
      close: () => storage.close(),
    },
    documents: { ...documents, change: (change) => commit(() => documents.change(change)) },
  };
}
