import { useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  changePassword,
  endOtherSessions,
  endSession,
  listSessions,
  listTokens,
  makeToken,
  revokeToken,
  type OwnSession,
  type OwnToken,
} from '#shared/protocol/own.ts';
import { call } from './call.ts';
import { useChange } from './changing.ts';
import { keys } from './keys.ts';

/** Where one is signed in, last used first. */
export function useOwnSessions(): UseQueryResult<readonly OwnSession[]> {
  return useQuery({
    queryKey: keys.ownSessions,
    queryFn: async ({ signal }) => (await call(listSessions, { signal })).items,
  });
}

/** Ends one of the own sessions, or without an id every one but this. */
export function useEndSession(): UseMutationResult<undefined, Error, { readonly id: string | null }> {
  return useChange(
    ({ id }) => (id === null ? call(endOtherSessions, {}) : call(endSession, { params: { id } })),
    () => [keys.ownSessions],
  );
}

/** Every other session ends with the old password. */
export function useChangePassword(): UseMutationResult<undefined, Error, z.input<typeof changePassword.body>> {
  return useChange(
    (body) => call(changePassword, { body }),
    () => [keys.ownSessions],
  );
}

export function useOwnTokens(): UseQueryResult<readonly OwnToken[]> {
  return useQuery({
    queryKey: keys.ownTokens,
    queryFn: async ({ signal }) => (await call(listTokens, { signal })).items,
  });
}

/** The answer shows the token this once. */
export function useMakeToken(): UseMutationResult<
  z.output<typeof makeToken.answer>,
  Error,
  z.input<typeof makeToken.body>
> {
  return useChange(
    (body) => call(makeToken, { body }),
    () => [keys.ownTokens],
  );
}

export function useRevokeToken(): UseMutationResult<undefined, Error, { readonly id: string }> {
  return useChange(
    ({ id }) => call(revokeToken, { params: { id } }),
    () => [keys.ownTokens],
  );
}
