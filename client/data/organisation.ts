import { useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  createCommittee,
  createOrganisation,
  getOrganisation,
  listOrganisations,
  updateOrganisation,
  type Organisation,
  type OrganisationFields,
} from '#shared/protocol/organisation.ts';
import { call } from './call.ts';
import { useChange } from './changing.ts';
import { isKnown, keys } from './keys.ts';

export type ListedOrganisation = z.output<typeof listOrganisations.answer>['items'][number];

/** Every organisation with its committees, for who administers. */
export function useOrganisations(): UseQueryResult<readonly ListedOrganisation[]> {
  return useQuery({
    queryKey: keys.organisations,
    queryFn: async ({ signal }) => (await call(listOrganisations, { signal })).items,
  });
}

export function useOrganisation(id: string | undefined): UseQueryResult<Organisation> {
  return useQuery({
    queryKey: keys.organisation(id ?? ''),
    queryFn: ({ signal }) => call(getOrganisation, { params: { id: id ?? '' }, signal }),
    enabled: isKnown(id),
  });
}

/** Makes an organisation, or changes the one of that id; all fields together. */
export function useSaveOrganisation(): UseMutationResult<
  Organisation,
  Error,
  { readonly id: string | undefined; readonly fields: OrganisationFields }
> {
  return useChange(
    ({ id, fields }) =>
      id === undefined
        ? call(createOrganisation, { body: fields })
        : call(updateOrganisation, { params: { id }, body: fields }),
    () => [keys.organisations, keys.committees],
  );
}

type NewCommittee = z.input<typeof createCommittee.body>;

export function useCreateCommittee(): UseMutationResult<z.output<typeof createCommittee.answer>, Error, NewCommittee> {
  return useChange(
    (body) => call(createCommittee, { body }),
    () => [keys.organisations, keys.me, keys.home],
  );
}
