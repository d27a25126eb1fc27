import { useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { addPeople, listMembers, type Member, type PersonLine } from '#shared/protocol/people.ts';
import type { Me } from '#shared/protocol/session.ts';
import type { CommitteeStanding } from '#shared/rules/rights.ts';
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

/** What somebody is in a committee of these people, to foresee what they may do there. */
export function standingOf(me: Me, members: readonly Member[]): CommitteeStanding {
  return {
    roles: members.find(({ id }) => id === me.id)?.roles ?? [],
    admin: me.admin,
    hasChair: members.some(({ roles, account }) => roles.includes('chair') && account === 'active'),
  };
}
