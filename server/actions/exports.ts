import { DomainError } from '#shared/model/errors.ts';
import { idOf, type FileId, type JobId, type PartId, type ReportId, type SectionId } from '#shared/model/ids.ts';
import type { ExportQuery, Job } from '#shared/protocol/exports.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { authorizePart, authorizeReport, authorizeSection, type Asker } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { findDraftByNumber } from '#server/storage/rows/drafts.ts';
import { findFile, insertFile, type FileRow } from '#server/storage/rows/files.ts';
import { countWaitingJobs, findJob, insertJob, type JobResult, type JobRow } from '#server/storage/rows/jobs.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { loadExport } from './export-input.ts';
import { exportSource, type ExportSource } from './export-source.ts';
import { callerOfJob, newJob } from './jobs.ts';
import { transact } from './transact.ts';

const MOST_WAITING = 3;
const DOCX_MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Asks for the report as it is now, or for a numbered draft of it, as a file. */
export async function exportReport(
  context: Context,
  caller: Caller,
  input: ExportQuery & { readonly id: ReportId },
): Promise<{ jobId: JobId }> {
  const { id, format, comments, draft } = input;
  return ask(context, caller, { kind: 'report', id, draft: draft ?? null, format, comments });
}

/** Asks for one part of the report as a file. */
export async function exportPart(
  context: Context,
  caller: Caller,
  input: Omit<ExportQuery, 'draft'> & { readonly id: PartId },
): Promise<{ jobId: JobId }> {
  return ask(context, caller, { kind: 'part', id: input.id, format: input.format, comments: input.comments });
}

/** Asks for one section as a file. */
export async function exportSection(
  context: Context,
  caller: Caller,
  input: Omit<ExportQuery, 'draft'> & { readonly id: SectionId },
): Promise<{ jobId: JobId }> {
  return ask(context, caller, { kind: 'section', id: input.id, format: input.format, comments: input.comments });
}

/** Asks for the outline of a report as a file. */
export async function exportOutline(
  context: Context,
  caller: Caller,
  input: Pick<ExportQuery, 'format'> & { readonly id: ReportId },
): Promise<{ jobId: JobId }> {
  return ask(context, caller, { kind: 'outline', id: input.id, format: input.format, comments: 'none' });
}

/** Makes the file that a job was asked for. Done again after a crash, it makes another file; the first is in no job. */
export async function runExport(context: Context, job: JobRow): Promise<JobResult> {
  const source = exportSource.parse(JSON.parse(job.payload_json));
  const caller = await callerOfJob(context, job);
  await demandSource(context.storage.rows, caller, source);
  const { input, name } = await loadExport(context, caller, source);
  const bytes = await context.workers.run('docx', input, { timeoutMs: LIMITS.exportMs });
  const id = idOf<FileId>(context.newId());
  // Its size before the bytes go on: another thread may take them over.
  const sizeBytes = bytes.byteLength;
  await context.files.put('export', id, bytes);
  const file: FileRow = {
    id,
    person_id: caller.personId,
    name,
    mime: DOCX_MIME,
    size_bytes: sizeBytes,
    source_json: JSON.stringify(source),
    at: context.now(),
  };
  await transact(context, (tx) => insertFile(tx, file));
  return { fileId: id, merged: null, withConflicts: null };
}

/** How far a long piece of work of the caller's own is. */
export async function getJob(context: Context, caller: Caller, input: { readonly id: JobId }): Promise<Job> {
  const { rows } = context.storage;
  const job = await findJob(rows, input.id);
  if (job === undefined || job.person_id !== caller.personId) throw new DomainError('not_found');
  if (job.kind === 'export') await demandSource(rows, caller, exportSource.parse(JSON.parse(job.payload_json)));
  const file = job.file_id === null ? undefined : await findFile(rows, job.file_id);
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    progress: job.progress,
    fileId: job.file_id,
    fileName: file?.name ?? null,
    code: job.code,
    merged: job.merged,
    withConflicts: job.with_conflicts,
  };
}

/** A file that a job of the caller's own made, while they may still read what it was made from. Throws `export/expired` once it is taken away. */
export async function getFile(
  context: Context,
  caller: Caller,
  input: { readonly id: FileId },
): Promise<{ readonly bytes: Uint8Array; readonly mime: string; readonly name: string }> {
  const { rows } = context.storage;
  const file = await findFile(rows, input.id);
  if (file === undefined || file.person_id !== caller.personId) throw new DomainError('not_found');
  await demandSource(rows, caller, exportSource.parse(JSON.parse(file.source_json)));
  const bytes = await context.files.read('export', file.id);
  if (bytes === undefined) throw new DomainError('export/expired');
  return { bytes, mime: file.mime, name: file.name };
}

async function ask(context: Context, caller: Caller, source: ExportSource): Promise<{ jobId: JobId }> {
  return transact(context, async (tx, tell) => {
    await demandSource(tx, caller, source);
    if ((await countWaitingJobs(tx, caller.personId)) >= MOST_WAITING) throw new DomainError('too_many');
    const job = newJob(context, caller, 'export', source);
    await insertJob(tx, job);
    tell({ kind: 'job', jobId: job.id, personId: caller.personId });
    return { jobId: job.id };
  });
}

/** The report as it is now asks for more than a draft that was given out. */
async function demandSource(rows: Rows, asker: Asker, source: ExportSource): Promise<void> {
  switch (source.kind) {
    case 'report': {
      await authorizeReport(rows, asker, source.id, source.draft === null ? 'export' : 'exportDraft');
      const isKnown = source.draft === null || (await findDraftByNumber(rows, source.id, source.draft)) !== undefined;
      if (!isKnown) throw new DomainError('export/draft-unknown');
      return;
    }
    case 'part':
      await authorizePart(rows, asker, source.id, 'read');
      return;
    case 'section':
      await authorizeSection(rows, asker, source.id, 'read');
      return;
    case 'outline':
      await authorizeReport(rows, asker, source.id, 'see');
      return;
  }
}
