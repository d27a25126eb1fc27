import { useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  answerThread,
  createThread,
  listThreads,
  reopenThread,
  resolveThread,
  type Thread,
} from '#shared/protocol/documents.ts';
import { call } from './call.ts';
import { useChange } from './changing.ts';
import { keys, type Key } from './keys.ts';

type NewThread = z.input<typeof createThread.body>;
type NewMessage = z.input<typeof answerThread.body>;

/** The comment threads of a text, oldest first. */
export function useThreads(documentId: string): UseQueryResult<readonly Thread[]> {
  return useQuery({
    queryKey: keys.threads(documentId),
    queryFn: async ({ signal }) => (await call(listThreads, { params: { id: documentId }, signal })).items,
  });
}

export function useCreateThread(documentId: string): UseMutationResult<Thread, Error, NewThread> {
  return useChange(
    (body) => call(createThread, { params: { id: documentId }, body }),
    () => keysOfThreads(documentId),
  );
}

export function useAnswerThread(documentId: string): UseMutationResult<Thread, Error, { id: string } & NewMessage> {
  return useChange(
    ({ id, ...body }) => call(answerThread, { params: { id }, body }),
    () => keysOfThreads(documentId),
  );
}

export function useResolveThread(documentId: string): UseMutationResult<Thread, Error, { id: string }> {
  return useChange(
    ({ id }) => call(resolveThread, { params: { id } }),
    () => keysOfThreads(documentId),
  );
}

export function useReopenThread(documentId: string): UseMutationResult<Thread, Error, { id: string }> {
  return useChange(
    ({ id }) => call(reopenThread, { params: { id } }),
    () => keysOfThreads(documentId),
  );
}

/** Outlines and Home count open threads. */
function keysOfThreads(documentId: string): readonly Key[] {
  return [keys.threads(documentId), keys.sections, keys.parts, keys.reports, keys.home];
}
