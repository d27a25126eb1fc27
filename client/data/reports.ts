import { useQueries, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { freezeDraft, getReport, type Draft, type Part, type Report } from '#shared/protocol/reports.ts';
import { call } from './call.ts';
import { useChange } from './changing.ts';
import { isKnown, keys } from './keys.ts';

export function useReport(id: string | undefined): UseQueryResult<Report> {
  return useQuery({
    queryKey: keys.report(id ?? ''),
    queryFn: ({ signal }) => call(getReport, { params: { id: id ?? '' }, signal }),
    enabled: isKnown(id),
  });
}

/** Several reports, as far as they are known yet. */
export function useReports(ids: readonly string[]): readonly Report[] {
  const reports = useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.report(id),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(getReport, { params: { id }, signal }),
    })),
  });
  return reports.flatMap(({ data }) => data ?? []);
}

/** The parts of several reports, as far as they are known yet. */
export function usePartsOf(reportIds: readonly string[]): readonly Part[] {
  return useReports(reportIds).flatMap(({ parts }) => parts);
}

export function useFreezeDraft(reportId: string): UseMutationResult<Draft, Error, { note?: string }> {
  return useChange(
    (body) => call(freezeDraft, { params: { id: reportId }, body }),
    () => [keys.report(reportId), keys.home],
  );
}
