import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import {
  exportPart,
  exportReport,
  exportSection,
  getFile,
  getJob,
  type exportQuery,
  type Job,
} from '#shared/protocol/exports.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { addressOf, call, CallError, readAnswer, send } from './call.ts';
import { isKnown, keys } from './keys.ts';

const ASK_EVERY_MS = 1_000;
/** A file that is not there by then never comes; jobs of this length are stopped by the server. */
const LONGEST_JOB_MS = 10 * 60_000;

const EXPORTS = { report: exportReport, part: exportPart, section: exportSection };

/** Where the file of a report (or of a numbered draft of it), a part or a section is made. */
export function exportAddress(
  target: { readonly kind: keyof typeof EXPORTS; readonly id: string },
  query: z.input<typeof exportQuery>,
): string {
  return addressOf(EXPORTS[target.kind].path, { id: target.id }, query);
}

/** How far a job is, asked until it ends; not asked for while `id` is unknown. */
export function useJob(id: string | undefined): UseQueryResult<Job> {
  return useQuery({
    queryKey: keys.job(id ?? ''),
    queryFn: ({ signal }) => call(getJob, { params: { id: id ?? '' }, signal }),
    enabled: isKnown(id),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : ASK_EVERY_MS),
  });
}

function isOver(job: Job | undefined): boolean {
  return job?.state === 'done' || job?.state === 'failed';
}

export type DownloadState =
  | { readonly kind: 'idle' }
  /** `progress`: the share done, or null where nobody counts. */
  | { readonly kind: 'preparing'; readonly progress: number | null }
  | { readonly kind: 'done'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface Download {
  readonly state: DownloadState;
  /** Asks for the file at an address of `exportAddress` and saves it, however long the server takes. */
  readonly start: (address: string) => void;
  /** Forgets the file that is being made. */
  readonly cancel: () => void;
}

/** Saves exported files; a component that goes away leaves its download. */
export function useDownload(): Download {
  const [state, setState] = useState<DownloadState>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState({ kind: 'idle' });
  }, []);
  const start = useCallback((address: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const show = (next: DownloadState): void => {
      if (!controller.signal.aborted) setState(next);
    };
    show({ kind: 'preparing', progress: null });
    fetchFile(address, controller.signal, (progress) => show({ kind: 'preparing', progress })).then(
      (file) => {
        if (controller.signal.aborted) return;
        saveFile(file);
        show({ kind: 'done', fileName: file.name });
      },
      (error: unknown) => show({ kind: 'failed', error }),
    );
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  return { state, start, cancel };
}

interface SavedFile {
  readonly name: string;
  readonly content: Blob;
}

async function fetchFile(
  address: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<SavedFile> {
  const response = await send(address, { signal, timeoutMs: LIMITS.exportMs });
  if (response.status !== 202) return { name: nameOf(response), content: await response.blob() };
  const job = await readAnswer(exportReport.answer, response);
  if (job === undefined) throw new CallError({ code: 'export/failed', status: response.status });
  return fetchMadeFile(await awaitJob(job.jobId, signal, onProgress), signal);
}

async function awaitJob(id: string, signal: AbortSignal, onProgress: (share: number) => void): Promise<Job> {
  const until = Date.now() + LONGEST_JOB_MS;
  while (Date.now() < until) {
    const job = await call(getJob, { params: { id }, signal });
    if (isOver(job)) return job;
    onProgress(job.progress);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new CallError({ code: 'export/failed', status: 0 });
}

async function fetchMadeFile(job: Job, signal: AbortSignal): Promise<SavedFile> {
  if (job.state === 'failed' || job.fileId === null) {
    throw new CallError({ code: job.code ?? 'export/failed', status: 0 });
  }
  const response = await send(addressOf(getFile.path, { id: job.fileId }, {}), { signal, timeoutMs: LIMITS.exportMs });
  return { name: job.fileName ?? nameOf(response), content: await response.blob() };
}

/** The name in RFC 6266's `filename*`, which alone can hold Vietnamese letters; else the plain one. */
function nameOf(response: Response): string {
  const disposition = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? 'document.docx';
}

function saveFile(file: SavedFile): void {
  const address = URL.createObjectURL(file.content);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // The browser reads the address after the click returns.
  setTimeout(() => URL.revokeObjectURL(address), ASK_EVERY_MS);
}
