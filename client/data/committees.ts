import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getCommittee, type Committee } from '#shared/protocol/committees.ts';
import { call } from './call.ts';
import { keys } from './keys.ts';

/** A committee with its people and reports; not asked for while `id` is unknown. */
export function useCommittee(id: string | undefined): UseQueryResult<Committee> {
  return useQuery({
    queryKey: keys.committee(id ?? ''),
    queryFn: ({ signal }) => call(getCommittee, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
    staleTime: 60_000,
  });
}
