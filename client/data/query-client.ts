import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { CallError } from './call.ts';
import { keys } from './keys.ts';

const RETRIES = 2;

/** The cache of what the server said. A session that ended anywhere is noticed everywhere: the guard of the routes sees it in `me`. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEnd }),
    mutationCache: new MutationCache({ onError: noticeEnd }),
    defaultOptions: {
      // An office network has no internet, and browsers call that offline; the server may answer all the same.
      queries: { networkMode: 'always', staleTime: 5_000, retry: mayRetry },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;

  function noticeEnd(error: unknown): void {
    if (error instanceof CallError && error.code === 'not_signed_in') client.setQueryData(keys.me, null);
  }
}

function mayRetry(failures: number, error: unknown): boolean {
  const isPassing = !(error instanceof CallError) || error.status === 0 || error.status === 503;
  return isPassing && failures < RETRIES;
}
