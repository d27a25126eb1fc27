import {
  useInfiniteQuery,
  useQueries,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { z } from 'zod';
import type { CommitteeRole } from '#shared/model/person.ts';
import { listInvitations, revokeLink, type Invitation } from '#shared/protocol/links.ts';
import {
  activatePerson,
  deactivatePerson,
  listPeople,
  listRightChanges,
  removePerson,
  setRoles,
  updatePerson,
  type Member,
  type Person,
} from '#shared/protocol/people.ts';
import { getReport, type OutlineNode } from '#shared/protocol/reports.ts';
import { call, CallError } from './call.ts';
import { useChange } from './changing.ts';
import { keys } from './keys.ts';

interface OwnedSection {
  readonly id: string;
  readonly ownerId: string;
  readonly reportId: string;
}

/** The sections that have an owner, in several reports together, as far as one may know them. */
export function useOwnedSections(reportIds: readonly string[]): readonly OwnedSection[] {
  const reports = useQueries({
    queries: reportIds.map((id) => ({
      queryKey: keys.report(id),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(getReport, { params: { id }, signal }),
    })),
  });
  return reports.flatMap(({ data }) => (data?.outline ?? []).flatMap((node) => ownedIn(node, data?.id ?? '')));
}

function ownedIn({ id, ownerId, children }: OutlineNode, reportId: string): readonly OwnedSection[] {
  const own = ownerId === null ? [] : [{ id, ownerId, reportId }];
  return [...own, ...children.flatMap((child) => ownedIn(child, reportId))];
}

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

type RightChanges = z.output<typeof listRightChanges.answer>;

/** Who was given which role by whom, newest first, a page at a time. */
export function useRightChanges(committeeId: string): UseInfiniteQueryResult<InfiniteData<RightChanges>> {
  return useInfiniteQuery({
    queryKey: keys.rightChanges(committeeId),
    queryFn: ({ signal, pageParam }) =>
      call(listRightChanges, {
        params: { id: committeeId },
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  });
}

const firstPage: number | null = null;

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

const obstaclesSchema = z.object({
  sections: z.array(z.object({ id: z.string(), title: z.string() })).default([]),
  /** Sections that the caller may not know. */
  others: z.number().int().default(0),
  committees: z.array(z.object({ id: z.string(), title: z.string() })).default([]),
});

export type Obstacles = z.output<typeof obstaclesSchema>;

/** What is to be given to others before a person can leave, as a refusal names it; null for a refusal of another kind. */
export function obstaclesOf(error: unknown): Obstacles | null {
  if (!(error instanceof CallError)) return null;
  if (error.code !== 'person/still-assigned' && error.code !== 'person/last-chair') return null;
  const read = obstaclesSchema.safeParse(error.details);
  return read.success ? read.data : null;
}
