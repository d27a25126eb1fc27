import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getHome, type Home } from '#shared/protocol/home.ts';
import { call } from './call.ts';
import { keys } from './keys.ts';

export function useHome(): UseQueryResult<Home> {
  return useQuery({ queryKey: keys.home, queryFn: ({ signal }) => call(getHome, { signal }) });
}
