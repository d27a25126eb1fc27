import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { CommitteeRole } from '#shared/model/person.ts';
import { listInvitations, revokeLink, type Invitation } from '#shared/protocol/links.ts';
import {
  activatePerson,
  deactivatePerson,
  listPeople,
  removePerson,
  setRoles,
  updatePerson,
  type Member,
  type Person,
} from '#shared/protocol/people.ts';
import { call } from './call.ts';
import { useChange } from './changing.ts';
import { keys } from './keys.ts';

/** The last invitation of each person, newest first. */
export function useInvitations(committeeId: string): UseQueryResult<readonly Invitation[]> {
  return useQuery({
    queryKey: keys.invitations(committeeId),
    queryFn: async ({ signal }) => (await call(listInvitations, { params: { id: committeeId }, signal })).items,
  });
}

export function useRevokeInvitation(committeeId: string): UseMutationResult<undefined, Error, { readonly id: string }> {
  return useChange(
    ({ id }) => call(revokeLink, { params: { id } }),
    () => [keys.committee(committeeId)],
  );
}

/** Says what a person is in the committee. */
export function useSetRoles(
  committeeId: string,
): UseMutationResult<Member, Error, { readonly personId: string; readonly roles: readonly CommitteeRole[] }> {
  return useChange(
    ({ personId, roles }) => call(setRoles, { params: { id: committeeId, personId }, body: { roles: [...roles] } }),
    () => [keys.committee(committeeId), keys.me, keys.home, keys.accounts],
  );
}

/** Takes a person out of the committee; a refusal's details name the sections that are to be given to others first. */
export function useRemovePerson(
  committeeId: string,
): UseMutationResult<undefined, Error, { readonly personId: string }> {
  return useChange(
    ({ personId }) => call(removePerson, { params: { id: committeeId, personId } }),
    () => [keys.committee(committeeId), keys.reports, keys.me, keys.home],
  );
}

type People = z.output<typeof listPeople.answer>;

/** Every account, a page at a time; with `q` those whose name or login has it. */
export function useAccounts(q: string): UseInfiniteQueryResult<InfiniteData<People>> {
  return useInfiniteQuery({
    queryKey: [...keys.accounts, q],
    queryFn: ({ signal, pageParam }) =>
      call(listPeople, { query: { q, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

export function useUpdateAccount(): UseMutationResult<
  Person,
  Error,
  z.input<typeof updatePerson.body> & { readonly id: string }
> {
  return useChange(
    ({ id, ...body }) => call(updatePerson, { params: { id }, body }),
    () => [keys.accounts, keys.me],
  );
}

/** Lets nobody in under an account any more, or somebody in again. */
export function useOpenAccount(): UseMutationResult<
  Person,
  Error,
  { readonly id: string; readonly mayComeIn: boolean }
> {
  return useChange(
    ({ id, mayComeIn }) => call(mayComeIn ? activatePerson : deactivatePerson, { params: { id } }),
    () => [keys.accounts],
  );
}
