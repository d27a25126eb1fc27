import { z } from 'zod';
import type { DocumentContent } from '#shared/document/document.ts';
import { decideMerge, type MergeDecision as Decision } from '#shared/document/merge/decide.ts';
import { mergeThreeWay, type MergeInput } from '#shared/document/merge/three-way.ts';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { startNumbering } from '#shared/document/numbering.ts';
import { DomainError, type ErrorCode } from '#shared/model/errors.ts';
import {
  idOf,
  type JobId,
  type MergeId,
  type PartId,
  type ReportId,
  type SubmissionId,
  type VersionId,
} from '#shared/model/ids.ts';
import { reportId } from '#shared/protocol/fields.ts';
import type { Merge, MergeDecision, MergeView } from '#shared/protocol/merges.ts';
import { partRights } from '#shared/rules/rights.ts';
import { authorizePart, authorizeReport, mayKnowSection, type Asker } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context, DurableText } from '#server/context.ts';
import { withOwnIds } from '#server/domain/block-ids.ts';
import { isSameMerge } from '#server/domain/merge-changes.ts';
import { previewPart, previewSection } from '#server/domain/merge-preview.ts';
import { headingPlaces, walkOutline } from '#server/domain/outline.ts';
import { insertJob, type JobResult, type JobRow } from '#server/storage/rows/jobs.ts';
import {
  discardStagedMerges,
  findMerge,
  insertMerge,
  listAppliedMerges,
  listAppliedMergesOfReport,
  listMerges as listMergeRows,
  markMergeApplied,
  markMergeReverted,
  type MergeRow,
} from '#server/storage/rows/merges.ts';
import { findPart, type PartRow } from '#server/storage/rows/parts.ts';
import { findSection, listSections } from '#server/storage/rows/sections.ts';
import { findSubmission, listSubmissions, type SubmissionRow } from '#server/storage/rows/submissions.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { loadVersionContent, loadVersionSeq } from '#server/storage/rows/versions.ts';
import { describeMerge, settledOf, stagedOf } from './describe-merge.ts';
import { keepVersion, keepVersionOnce } from './keep-version.ts';
import {
  loadBlockOwners,
  loadMergeGround,
  mergeInputOf,
  stagingOf,
  withoutFirstLine,
  type MergeGround,
} from './merge-ground.ts';
import { incomingOf, loadPartsView, sectionsOfPart } from './parts-view.ts';
import { callerOfJob, newJob, reportProgress } from './jobs.ts';
import { noteDeed } from './note-deed.ts';
import { loadReportView, placeOf } from './report-view.ts';
import { transact, transactChange, type Tell } from './transact.ts';

/**
 * Computes what a received submission brings into a part; nothing in the part changes yet. An older stage of the same section in the same
 * part is put aside. Throws `merge/nothing-received` for what is not the last received text of a section.
 */
export async function stageMerge(
  context: Context,
  caller: Caller,
  input: { readonly id: PartId; readonly submissionId: SubmissionId },
): Promise<Merge> {
  const { rows } = context.storage;
  const { part } = await authorizePart(rows, caller, input.id, 'stageMerge');
  const submission = await loadReceived(rows, caller, part, input.submissionId);
  const ours = await context.documents.read(part.document_id);
  const ground = await loadMergeGround(rows, part, submission.section_id, submission.version_id);
  const staged = await context.workers.run('merge', mergeInputOf(ground, withoutFirstLine(ours.content)));

  const at = context.now();
  return transact(context, async (tx, tell) => {
    await authorizePart(tx, caller, part.id, 'stageMerge');
    await loadReceived(tx, caller, part, submission.id);
    await discardStagedMerges(tx, part.id, submission.section_id);
    const label = { documentId: part.document_id, kind: 'automatic', by: caller.personId, at } as const;
    const merge: MergeRow = {
      id: idOf<MergeId>(context.newId()),
      report_id: part.report_id,
      part_id: part.id,
      section_id: submission.section_id,
      submission_id: submission.id,
      state: 'staged',
      base_version_id: ground.baseVersionId,
      theirs_version_id: submission.version_id,
      ours_version_id: await keepVersionOnce(context, tx, ours, label),
      result_version_id: null,
      staged_json: JSON.stringify(staged),
      decisions_json: '{}',
      refused_json: '[]',
      by_id: caller.personId,
      at,
      applied_by: null,
      applied_at: null,
      reverted_by: null,
      reverted_at: null,
    };
    await insertMerge(tx, merge);
    await noteMerge(tx, caller, merge, 'stage', at);
    tell({ kind: 'merges', reportId: part.report_id, mergeId: merge.id });
    return describeMerge(merge);
  });
}

/** A merge with the part as it would be and the section's received text. */
export async function getMerge(context: Context, caller: Caller, input: { readonly id: MergeId }): Promise<MergeView> {
  const { rows } = context.storage;
  const merge = await loadKnownMerge(rows, caller, input.id);
  await authorizeReport(rows, caller, merge.report_id, 'seeMerges');
  const part = await findPart(rows, merge.part_id);
  const section = await findSection(rows, merge.section_id);
  const submission = await findSubmission(rows, merge.submission_id);
  if (part === undefined || section === undefined || submission === undefined) throw new DomainError('not_found');
  const staged = stagedOf(merge);
  const view = await loadReportView(context, caller, merge.report_id);
  const profile = layoutProfileOf(view.access.report.profile);
  const headings = headingPlaces(view.numbers);
  const countFrom = (id: typeof section.id) => {
    const { depth, place } = placeOf(view, id);
    return { counter: startNumbering(profile, place, headings), depth };
  };
  const ours = withoutFirstLine(await loadVersionContent(rows, merge.ours_version_id));
  const received = await loadVersionContent(rows, merge.theirs_version_id);
  const theirs = withOwnIds(received, section.id, await loadBlockOwners(rows, part));
  return {
    ...describeMerge(merge),
    ...settledOf(merge),
    sectionTitle: section.title,
    partTitle: part.title,
    part: previewPart(staged, ours, countFrom(part.top_section_id)),
    section: previewSection(staged, theirs, countFrom(section.id)),
    submittedBy: submission.by_id,
    submittedAt: submission.at,
  };
}

/** The merges of a report that the caller may know, newest first. */
export async function listMerges(
  context: Context,
  caller: Caller,
  input: { readonly id: ReportId },
): Promise<{ items: Merge[] }> {
  const { rows } = context.storage;
  await authorizeReport(rows, caller, input.id, 'seeMerges');
  const items: Merge[] = [];
  for (const merge of await listMergeRows(rows, input.id)) {
    if (await mayKnowMerge(rows, caller, merge)) items.push(describeMerge(merge));
  }
  return { items };
}

/**
 * Writes a staged merge into its part as one edit: all changes but the refused ones, each conflict as decided. The merge is computed
 * again for the part as it is then; throws `merge/part-changed` when that would ask for other decisions, `merge/undecided` with the open
 * conflicts, and leaves the part as it was.
 */
export async function applyMerge(
  context: Context,
  caller: Caller,
  input: {
    readonly id: MergeId;
    readonly decisions: Readonly<Record<string, MergeDecision>>;
    readonly refused: readonly string[];
  },
): Promise<Merge> {
  const { rows } = context.storage;
  const merge = await loadKnownMerge(rows, caller, input.id);
  const { part } = await authorizePart(rows, caller, merge.part_id, 'applyMerge');
  demandStaged(merge);
  const staged = stagedOf(merge);
  const ground = await loadMergeGround(rows, part, merge.section_id, merge.theirs_version_id);
  if (ground.baseVersionId !== merge.base_version_id) throw new DomainError('merge/part-changed');
  const stagedFor = stagingOf(ground, { seq: await loadVersionSeq(rows, merge.ours_version_id), staged });
  const decisions: ReadonlyMap<string, Decision> = new Map(Object.entries(input.decisions));
  const refused = new Set(input.refused);
  const at = context.now();

  const change = {
    documentId: part.document_id,
    by: caller.personId,
    decide: (found: DurableText) => {
      const current = stagedFor(found);
      if (!isSameMerge(current, staged)) throw new DomainError('merge/part-changed');
      const decided = decideMerge(current, withoutFirstLine(found.content), decisions, refused);
      if (!decided.ok) throw new DomainError(decided.code, decided.details);
      return decided.value;
    },
  };
  return transactChange(context, change, async (tx, tell, { before, after }) => {
    await authorizePart(tx, caller, part.id, 'applyMerge');
    demandStaged(await loadKnownMerge(tx, caller, merge.id));
    await demandSameGround(tx, part, ground);
    await markMergeApplied(tx, merge.id, {
      oursVersionId: await keepVersionOnce(context, tx, before, labelOf(part, 'automatic', caller, at)),
      resultVersionId: (await keepVersion(context, tx, after, labelOf(part, 'merge', caller, at))).id,
      stagedJson: JSON.stringify(stagedFor(before)),
      decisionsJson: JSON.stringify(input.decisions),
      refusedJson: JSON.stringify(input.refused),
      by: caller.personId,
      at,
    });
    await noteMerge(tx, caller, merge, 'apply', at);
    return tellAndDescribe(tx, tell, merge.id);
  });
}

/**
 * Takes back what the last merge of a part brought: another three-way merge, with the merge's result as base and the part before it as
 * theirs, so that what was edited since stands. Throws `merge/not-the-last` when another merge came after it, or its text went to another
 * part.
 */
export async function revertMerge(context: Context, caller: Caller, input: { readonly id: MergeId }): Promise<Merge> {
  const { rows } = context.storage;
  const merge = await loadKnownMerge(rows, caller, input.id);
  const { part } = await authorizePart(rows, caller, merge.part_id, 'revertMerge');
  const resultVersionId = await demandLastApplied(rows, merge);
  const base = await loadVersionContent(rows, resultVersionId);
  const theirs = withoutFirstLine(await loadVersionContent(rows, merge.ours_version_id));
  const at = context.now();

  const change = {
    documentId: part.document_id,
    by: caller.personId,
    decide: (found: DurableText) => revertedText({ base, ours: found.content, theirs }),
  };
  return transactChange(context, change, async (tx, tell, { after }) => {
    await authorizePart(tx, caller, part.id, 'revertMerge');
    await demandLastApplied(tx, await loadMerge(tx, merge.id));
    await keepVersion(context, tx, after, labelOf(part, 'revert', caller, at));
    await markMergeReverted(tx, merge.id, caller.personId, at);
    await noteMerge(tx, caller, merge, 'revert', at);
    return tellAndDescribe(tx, tell, merge.id);
  });
}

/** Asks for everything that was received to be merged where nothing is in conflict; a job does it. */
export async function mergeAll(
  context: Context,
  caller: Caller,
  input: { readonly id: ReportId },
): Promise<{ jobId: JobId }> {
  return transact(context, async (tx, tell) => {
    const { report, roles, hasDraft } = await authorizeReport(tx, caller, input.id, 'see');
    if (!partRights({ roles, hasDraft }).includes('applyMerge')) throw new DomainError('forbidden');
    const job = newJob(context, caller, 'mergeAll', { reportId: report.id });
    await insertJob(tx, job);
    tell({ kind: 'job', jobId: job.id, personId: caller.personId });
    return { jobId: job.id };
  });
}

/**
 * Does what `mergeAll` asked for, in the order of the outline. What has conflicts stays staged; a section that is submitted anew meanwhile
 * is left for the next time. Done twice, it finds nothing more to merge.
 */
export async function runMergeAll(context: Context, job: JobRow): Promise<JobResult> {
  const { reportId: id } = mergeAllPayload.parse(JSON.parse(job.payload_json));
  const caller = await callerOfJob(context, job);
  const view = await loadReportView(context, caller, id);
  const parts = await loadPartsView(context, view);
  const incoming = parts.parts.flatMap((part) => incomingOf(view, parts, part).map((one) => ({ part, one })));
  let merged = 0;
  let withConflicts = 0;
  for (const [at, { part, one }] of incoming.entries()) {
    const outcome = await mergeWithoutConflict(context, caller, { id: part.id, submissionId: one.submissionId });
    if (outcome === 'merged') merged += 1;
    if (outcome === 'conflict') withConflicts += 1;
    await reportProgress(context, job, (at + 1) / incoming.length);
  }
  return { fileId: null, merged, withConflicts };
}

const mergeAllPayload = z.object({ reportId });
const TRIES = 3;
/** It was handed in anew, or its section went elsewhere or out of the outline. */
const OUTDATED: readonly ErrorCode[] = ['merge/nothing-received', 'not_found'];
/** Somebody typed in the part, or staged the same at the same time. */
const TRY_AGAIN: readonly ErrorCode[] = ['merge/part-changed', 'merge/not-staged'];

/** What came in between is taken up by computing anew, a few times; a submission that is no longer the last received is `outdated`. */
async function mergeWithoutConflict(
  context: Context,
  caller: Caller,
  input: { readonly id: PartId; readonly submissionId: SubmissionId },
): Promise<'merged' | 'conflict' | 'outdated'> {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      const { id, conflicts } = await stageMerge(context, caller, input);
      if (conflicts.length > 0) return 'conflict';
      await applyMerge(context, caller, { id, decisions: {}, refused: [] });
      return 'merged';
    } catch (error) {
      if (error instanceof DomainError && OUTDATED.includes(error.code)) return 'outdated';
      const mayTryAgain = error instanceof DomainError && TRY_AGAIN.includes(error.code);
      if (!mayTryAgain) throw error;
    }
  }
  return 'conflict';
}

function revertedText(input: MergeInput & { readonly base: DocumentContent }): DocumentContent {
  const staged = mergeThreeWay(input);
  const keepOurs: ReadonlyMap<string, Decision> = new Map(
    staged.conflicts.map((conflict) => [conflict.id, { take: 'ours' } as const]),
  );
  const decided = decideMerge(staged, input.ours, keepOurs, new Set());
  if (!decided.ok) throw new DomainError(decided.code, decided.details);
  return decided.value;
}

/** The last received submission of a section that the part consolidates and the asker may know. */
async function loadReceived(rows: Rows, asker: Asker, part: PartRow, id: SubmissionId): Promise<SubmissionRow> {
  const submission = await findSubmission(rows, id);
  const sections = sectionsOfPart(walkOutline(await listSections(rows, part.report_id)), part);
  const section = sections.find((one) => one.id === submission?.section_id);
  if (submission === undefined || section === undefined || !(await mayKnowSection(rows, asker, section.id))) {
    throw new DomainError('not_found');
  }
  const received = (await listSubmissions(rows, submission.section_id)).find((one) => one.state === 'received');
  if (received?.id !== id) throw new DomainError('merge/nothing-received');
  return submission;
}

async function loadMerge(rows: Rows, id: MergeId): Promise<MergeRow> {
  const merge = await findMerge(rows, id);
  if (merge === undefined || merge.state === 'carried') throw new DomainError('not_found');
  return merge;
}

/** A merge that the asker may know. Throws `not_found`. */
async function loadKnownMerge(rows: Rows, asker: Asker, id: MergeId): Promise<MergeRow> {
  const merge = await loadMerge(rows, id);
  if (!(await mayKnowMerge(rows, asker, merge))) throw new DomainError('not_found');
  return merge;
}

/** What a part holds is there to be read in it. What it doesn't hold is as closed as the section that it is from. */
async function mayKnowMerge(rows: Rows, asker: Asker, merge: MergeRow): Promise<boolean> {
  return merge.state === 'applied' || (await mayKnowSection(rows, asker, merge.section_id));
}

function demandStaged(merge: MergeRow): void {
  if (merge.state !== 'staged') throw new DomainError('merge/not-staged', { state: merge.state });
}

/** Whose the blocks of a part are was read before the transaction: another merge may have brought some since, of any section. */
async function demandSameGround(rows: Rows, part: PartRow, { appliedIds }: MergeGround): Promise<void> {
  const applied = await listAppliedMerges(rows, part.id);
  const isSame = applied.length === appliedIds.length && applied.every((one, at) => one.id === appliedIds[at]);
  if (!isSame) throw new DomainError('merge/part-changed');
}

async function demandLastApplied(rows: Rows, merge: MergeRow): Promise<VersionId> {
  if (merge.state !== 'applied' || merge.result_version_id === null) {
    throw new DomainError('merge/not-applied', { state: merge.state });
  }
  const applied = await listAppliedMerges(rows, merge.part_id);
  // What its section brought may have gone with it to another part.
  const ofReport = await listAppliedMergesOfReport(rows, merge.report_id);
  const isThere = ofReport.findLast((one) => one.section_id === merge.section_id)?.part_id === merge.part_id;
  if (applied.at(-1)?.id !== merge.id || !isThere) throw new DomainError('merge/not-the-last');
  return merge.result_version_id;
}

function labelOf(part: PartRow, kind: 'automatic' | 'merge' | 'revert', caller: Caller, at: number) {
  return { documentId: part.document_id, kind, by: caller.personId, at } as const;
}

async function noteMerge(tx: Rows, caller: Caller, merge: MergeRow, deed: string, at: number): Promise<void> {
  const details = { partId: merge.part_id, submissionId: merge.submission_id };
  await noteDeed(tx, caller, `merge.${deed}`, { id: merge.id, at, details });
}

async function tellAndDescribe(tx: Rows, tell: Tell, id: MergeId): Promise<Merge> {
  const merge = await loadMerge(tx, id);
  tell({ kind: 'merges', reportId: merge.report_id, mergeId: id });
  tell({ kind: 'report', reportId: merge.report_id });
  return describeMerge(merge);
}
