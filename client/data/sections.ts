import { useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { getPart, getSection, reopenSection, type PartDetail, type SectionDetail } from '#shared/protocol/sections.ts';
import { call } from './call.ts';
import { useChange } from './changing.ts';
import { keys, keysOfSection } from './keys.ts';

export function useSection(id: string): UseQueryResult<SectionDetail> {
  return useQuery({
    queryKey: keys.section(id),
    queryFn: ({ signal }) => call(getSection, { params: { id }, signal }),
  });
}

export function usePart(id: string): UseQueryResult<PartDetail> {
  return useQuery({ queryKey: keys.part(id), queryFn: ({ signal }) => call(getPart, { params: { id }, signal }) });
}

/** Sends a received section back to drafting. */
export function useReopenSection(): UseMutationResult<OutlineNode, Error, { id: string; reason?: string }> {
  return useChange(
    ({ id, ...body }) => call(reopenSection, { params: { id }, body }),
    ({ id }) => keysOfSection(id),
  );
}
