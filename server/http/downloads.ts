import type { Response } from 'express';
import type { FileId, JobId } from '#shared/model/ids.ts';
import { DomainError, ERROR_CODES } from '#shared/model/errors.ts';
import type { Job } from '#shared/protocol/exports.ts';
import type { Caller } from '#server/access/caller.ts';
import { getFile, getJob } from '#server/actions/exports.ts';
import type { Context } from '#server/context.ts';
import type { Visit } from './visit.ts';

/** A file as it goes to the caller. With a name it is saved, without one it is shown. */
export interface FileAnswer {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly name?: string | undefined;
}

export function sendFile(response: Response, file: FileAnswer): void {
  response
    .status(200)
    .set('Content-Type', file.mime)
    .set('Content-Disposition', file.name === undefined ? 'inline' : dispositionOf(file.name))
    // Who may have it is asked at each use.
    .set('Cache-Control', 'private, no-store')
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
}

/** RFC 6266: letters that old programs read, and by RFC 5987 the name as it is. */
export function dispositionOf(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}\p{Cs}/\\]/gu, '').trim() || 'file';
  const plain =
    clean
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\w .()-]/g, '_') || 'file';
  const whole = encodeURIComponent(clean).replace(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** How long a request for a file waits for it; a longer one is asked for again by its job. */
const WAIT_MS = 8_000;

/** Answers with the file of a job when it is done in time, else 202 with the job. */
export async function sendFileOfJob(visit: Visit, caller: Caller, { jobId }: { readonly jobId: JobId }): Promise<void> {
  const { tools, response } = visit;
  const job = await waitForJob(tools.context, caller, jobId);
  if (job.state === 'failed') throw new DomainError(ERROR_CODES.find((code) => code === job.code) ?? 'export/failed');
  if (job.state !== 'done' || job.fileId === null) {
    response.status(202).set('Location', `/api/jobs/${jobId}`).set('Cache-Control', 'no-store').json({ jobId });
    return;
  }
  sendFile(response, await getFile(tools.context, caller, { id: job.fileId satisfies FileId }));
}

/** The job once it has ended, or as it is when the time is over. */
async function waitForJob(context: Context, caller: Caller, id: JobId): Promise<Job> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const heard = hearOfJob(context, id, until);
    const job = await getJob(context, caller, { id });
    if (job.state === 'done' || job.state === 'failed' || Date.now() >= until) {
      heard.stop();
      return job;
    }
    await heard.next;
  }
}

/** Listening begins before the job is looked at, so that its end in between is heard; a lost hint costs half a second. */
function hearOfJob(context: Context, id: JobId, until: number): { readonly next: Promise<void>; stop(): void } {
  let stop = (): void => undefined;
  const next = new Promise<void>((settle) => {
    const timer = setTimeout(() => stop(), Math.max(0, Math.min(500, until - Date.now())));
    const leave = context.bus.subscribe((hint) => {
      if (hint.kind === 'job' && hint.jobId === id) stop();
    });
    stop = () => {
      clearTimeout(timer);
      leave();
      settle();
    };
  });
  return { next, stop: () => stop() };
}
