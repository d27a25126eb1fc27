import { useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { JobId } from '#shared/model/ids.ts';
import {
  applyMerge,
  getMerge,
  listMerges,
  mergeAll,
  revertMerge,
  stageMerge,
  type Merge,
  type MergeView,
} from '#shared/protocol/merges.ts';
import { call } from './call.ts';
import { useChange } from './changing.ts';
import { keys, keysOfMerges } from './keys.ts';

/** Computes what a submission brings into a part (`id`); the part stays as it is. */
export function useStageMerge(): UseMutationResult<Merge, Error, { id: string; submissionId: string }> {
  return useChange(
    ({ id, submissionId }) => call(stageMerge, { params: { id }, body: { submissionId } }),
    ({ id }, { reportId }) => [keys.merges(reportId), keys.part(id), keys.reports],
  );
}

export function useMerge(id: string): UseQueryResult<MergeView> {
  return useQuery({ queryKey: keys.merge(id), queryFn: ({ signal }) => call(getMerge, { params: { id }, signal }) });
}

/** The merges of a report, newest first. */
export function useMerges(reportId: string): UseQueryResult<readonly Merge[]> {
  return useQuery({
    queryKey: keys.merges(reportId),
    queryFn: async ({ signal }) => (await call(listMerges, { params: { id: reportId }, signal })).items,
  });
}

export function useApplyMerge(): UseMutationResult<Merge, Error, { id: string } & z.input<typeof applyMerge.body>> {
  return useChange(
    ({ id, ...body }) => call(applyMerge, { params: { id }, body }),
    () => keysOfMerges,
  );
}

export function useRevertMerge(): UseMutationResult<Merge, Error, { id: string }> {
  return useChange(
    ({ id }) => call(revertMerge, { params: { id } }),
    () => keysOfMerges,
  );
}

/** Merges all that was received and is without conflict; the job tells how it went. */
export function useMergeAll(reportId: string): UseMutationResult<{ jobId: JobId }, Error, void> {
  return useChange(
    () => call(mergeAll, { params: { id: reportId } }),
    () => [],
  );
}
