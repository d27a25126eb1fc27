import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { z } from 'zod';
import {
  acceptLink,
  claimName,
  confirmClaim,
  invite,
  listClaims,
  listFreeNames,
  lookAtClaim,
  lookAtLink,
  openMeeting,
  refuseClaim,
  setUp,
  setUpDemo,
  type Claim,
  type LinkView,
} from '#shared/protocol/links.ts';
import { resetPassword } from '#shared/protocol/people.ts';
import { call, CallError } from './call.ts';
import { useChange } from './changing.ts';
import { isKnown, keys } from './keys.ts';
import { useNewCaller } from './session.ts';

/** Nobody is signed in yet, so no live events come: how often it is asked whether the inviter has decided. */
const ASK_AGAIN_MS = 2_500;
/** Of half a minute each. */
const DEMO_WAITS = 6;

/** What a link is and whether it still is good; to look changes nothing. */
export function useLink(secret: string): UseQueryResult<LinkView> {
  return useQuery({
    queryKey: keys.link(secret),
    queryFn: ({ signal }) => call(lookAtLink, { body: { secret }, signal }),
  });
}

/** Makes the first account and signs in as it. */
export function useSetUp(): UseMutationResult<undefined, Error, z.input<typeof setUp.body>> {
  return useNewCaller((body) => call(setUp, { body }));
}

/** Plays the sample committee; from then on anyone at this machine may sign in as its people. */
export function useSetUpDemo(): UseMutationResult<undefined, Error, { readonly secret: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body) => call(setUpDemo, { body }),
    // It may take longer than one request lasts; who asks again waits for the same.
    retry: (failures, error) => failures < DEMO_WAITS && error instanceof CallError && error.code === 'too_slow',
    onSuccess: () => client.invalidateQueries({ queryKey: keys.about }),
  });
}

/** Sets the password that a personal link or a confirmed claim is for, and signs in. */
export function useAcceptLink(): UseMutationResult<undefined, Error, z.input<typeof acceptLink.body>> {
  return useNewCaller((body) => call(acceptLink, { body }));
}

export type PersonalLinks = z.output<typeof invite.answer>['items'];

/** A personal link for each; those that were made before and not used end. */
export function useInvite(
  committeeId: string,
): UseMutationResult<PersonalLinks, Error, { readonly personIds: readonly string[] }> {
  return useChange(
    async ({ personIds }) =>
      (await call(invite, { params: { id: committeeId }, body: { personIds: [...personIds] } })).items,
    () => [keys.members(committeeId), keys.invitations(committeeId)],
  );
}

export type Meeting = z.output<typeof openMeeting.answer>;

/** A code for everybody in the room; an older one ends. */
export function useOpenMeeting(committeeId: string): UseMutationResult<Meeting, Error, { readonly hours: number }> {
  return useChange(
    (body) => call(openMeeting, { params: { id: committeeId }, body }),
    () => [],
  );
}

export type FreeName = z.output<typeof listFreeNames.answer>['items'][number];

/** The names that nobody has said are theirs yet. */
export function useFreeNames(secret: string): UseQueryResult<readonly FreeName[]> {
  return useQuery({
    queryKey: keys.freeNames(secret),
    queryFn: async ({ signal }) => (await call(listFreeNames, { body: { secret }, signal })).items,
  });
}

export function useClaimName(): UseMutationResult<
  { claimSecret: string },
  Error,
  { readonly secret: string; readonly personId: string }
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body) => call(claimName, { body }),
    // Whose name another was quicker to take chooses from what is left.
    onError: (_, { secret }) => client.invalidateQueries({ queryKey: keys.freeNames(secret) }),
  });
}

export type ClaimView = z.output<typeof lookAtClaim.answer>;

/** What became of a claim, asked again as long as it waits. */
export function useClaim(claimSecret: string | undefined): UseQueryResult<ClaimView> {
  return useQuery({
    queryKey: keys.claim(claimSecret ?? ''),
    queryFn: ({ signal }) => call(lookAtClaim, { body: { claimSecret: claimSecret ?? '' }, signal }),
    enabled: isKnown(claimSecret),
    refetchInterval: ({ state }) => (isWorthAsking(state.data, state.error) ? ASK_AGAIN_MS : false),
    refetchIntervalInBackground: true,
  });
}

/**
 * An unknown secret counts as a guess: who went on asking would lock the whole room out. While a room is locked out by the guesses of
 * others, asking counts for nothing, and goes on: whoever is confirmed meanwhile comes in as soon as it is over.
 */
function isWorthAsking(claim: ClaimView | undefined, error: unknown): boolean {
  const isRefused = error instanceof CallError && error.status !== 0 && error.status < 500;
  if (isRefused && error.code !== 'too_many') return false;
  return claim === undefined || claim.state === 'waiting';
}

/** Who in the room said which name is theirs, newest first; live events ask for it again. */
export function useClaims(committeeId: string): UseQueryResult<readonly Claim[]> {
  return useQuery({
    queryKey: keys.claims(committeeId),
    queryFn: async ({ signal }) => (await call(listClaims, { params: { id: committeeId }, signal })).items,
  });
}

/** Says whether it is them. */
export function useDecideClaim(
  committeeId: string,
): UseMutationResult<Claim, Error, { readonly id: string; readonly isThem: boolean }> {
  return useChange(
    ({ id, isThem }) => call(isThem ? confirmClaim : refuseClaim, { params: { id } }),
    () => [keys.committee(committeeId)],
  );
}

/** For who administers: a way in for one person, where nobody of the committee can invite them. */
export function useResetLink(): UseMutationResult<
  z.output<typeof resetPassword.answer>,
  Error,
  { readonly personId: string }
> {
  return useChange(
    ({ personId }) => call(resetPassword, { params: { id: personId } }),
    () => [],
  );
}
