import { useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { addPeople, listMembers, type Member, type PersonLine } from '#shared/protocol/people.ts';
import { call } from './call.ts';
import { useChange } from './changing.ts';
import { isKnown, keys } from './keys.ts';

/** The people of a committee and whether they can come in yet; only for who looks after them. */
export function useMembers(committeeId: string | undefined): UseQueryResult<readonly Member[]> {
  return useQuery({
    queryKey: keys.members(committeeId ?? ''),
    queryFn: async ({ signal }) => (await call(listMembers, { params: { id: committeeId ?? '' }, signal })).items,
    enabled: isKnown(committeeId),
  });
}

/** Adds all of them or none; `CallError.fields` says what is wrong with which line. */
export function useAddPeople(): UseMutationResult<
  readonly Member[],
  Error,
  { readonly committeeId: string; readonly people: readonly PersonLine[] }
> {
  return useChange(
    async ({ committeeId, people }) =>
      (await call(addPeople, { params: { id: committeeId }, body: { people: [...people] } })).items,
    ({ committeeId }) => [keys.committee(committeeId), keys.me],
  );
}
