import { useQueries, useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import { getCommittee, type Committee } from '#shared/protocol/committees.ts';
import { call } from './call.ts';
import { isKnown, keys } from './keys.ts';

/** A committee with its people and reports; not asked for while `id` is unknown. */
export function useCommittee(id: string | undefined): UseQueryResult<Committee> {
  return useQuery({ ...committeeQuery(id ?? ''), enabled: isKnown(id) });
}

/** Several committees, as far as they are known yet. */
export function useCommittees(ids: readonly string[]): readonly Committee[] {
  return useQueries({ queries: ids.map(committeeQuery) }).flatMap(({ data }) => data ?? []);
}

function committeeQuery(id: string): UseQueryOptions<Committee> {
  return {
    queryKey: keys.committee(id),
    queryFn: ({ signal }) => call(getCommittee, { params: { id }, signal }),
    staleTime: 60_000,
  };
}
