import { useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import {
  listSubmissions,
  receiveSubmission,
  returnSubmission,
  submitSection,
  withdrawSubmission,
  type Submission,
} from '#shared/protocol/sections.ts';
import { call } from './call.ts';
import { useChange } from './changing.ts';
import { keys, keysOfSection } from './keys.ts';

/** The submissions of a section, newest first. */
export function useSubmissions(sectionId: string): UseQueryResult<readonly Submission[]> {
  return useQuery({
    queryKey: keys.submissions(sectionId),
    queryFn: async ({ signal }) => (await call(listSubmissions, { params: { id: sectionId }, signal })).items,
  });
}

/** Submits a section (`id`) as it is on disk. */
export function useSubmitSection(): UseMutationResult<Submission, Error, { id: string; note?: string }> {
  return useChange(
    ({ id, ...body }) => call(submitSection, { params: { id }, body }),
    ({ id }) => keysOfSection(id),
  );
}

export function useReceiveSubmission(): UseMutationResult<Submission, Error, { id: string }> {
  return useChange(
    ({ id }) => call(receiveSubmission, { params: { id } }),
    (_, { sectionId }) => keysOfSection(sectionId),
  );
}

export function useReturnSubmission(): UseMutationResult<Submission, Error, { id: string; reason: string }> {
  return useChange(
    ({ id, reason }) => call(returnSubmission, { params: { id }, body: { reason } }),
    (_, { sectionId }) => keysOfSection(sectionId),
  );
}

export function useWithdrawSubmission(): UseMutationResult<Submission, Error, { id: string }> {
  return useChange(
    ({ id }) => call(withdrawSubmission, { params: { id } }),
    (_, { sectionId }) => keysOfSection(sectionId),
  );
}
