import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { about, demoSignIn, me, signIn, signOut, type About, type Me } from '#shared/protocol/session.ts';
import { call, CallError } from './call.ts';
import { keys } from './keys.ts';

/** What this installation is; it does not change while a page is open. */
export function useAbout(): UseQueryResult<About> {
  return useQuery({
    queryKey: keys.about,
    queryFn: ({ signal }) => call(about, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Who is signed in; `null` is nobody. */
export function useMe(): UseQueryResult<Me | null> {
  return useQuery({ queryKey: keys.me, queryFn: ({ signal }) => findMe(signal), staleTime: 60_000 });
}

async function findMe(signal: AbortSignal): Promise<Me | null> {
  try {
    return await call(me, { signal });
  } catch (error) {
    if (error instanceof CallError && error.code === 'not_signed_in') return null;
    throw error;
  }
}

export function useSignIn(): UseMutationResult<undefined, Error, { login: string; password: string }> {
  return useNewCaller((body) => call(signIn, { body }));
}

export function useDemoSignIn(): UseMutationResult<undefined, Error, { login: string }> {
  return useNewCaller((body) => call(demoSignIn, { body }));
}

export function useSignOut(): UseMutationResult<undefined, Error, void> {
  return useNewCaller<void>(() => call(signOut, {}));
}

/** Another caller may see other things: nothing of the one before stays in memory. */
export function useNewCaller<Variables>(
  run: (variables: Variables) => Promise<undefined>,
): UseMutationResult<undefined, Error, Variables> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] && queryKey[0] !== keys.about[0],
      });
      await client.invalidateQueries({ queryKey: keys.me });
    },
  });
}
