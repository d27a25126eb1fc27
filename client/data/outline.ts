import {
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { getDocumentText } from '#shared/protocol/documents.ts';
import {
  approveOutline,
  assignSection,
  createReport,
  createSection,
  deleteSection,
  exportOutline,
  getOutlineVersion,
  joinSection,
  listDeletedSections,
  listOutlineTemplates,
  listOutlineVersions,
  placeSection,
  proposeOutline,
  restoreSection,
  splitSection,
  updateReport,
  updateSection,
  type DeletedSection,
  type OutlineVersion,
  type OutlineVersionDetail,
} from '#shared/protocol/outline.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { addressOf, call } from './call.ts';
import { useChange } from './changing.ts';
import { keys, keysOfOutline } from './keys.ts';
import { withPlaced, type Placement } from './outline-places.ts';

export type OutlineTemplates = z.output<typeof listOutlineTemplates.answer>;

/** Outlines to begin a report with, and what a section may be asked for. */
export function useOutlineTemplates(): UseQueryResult<OutlineTemplates> {
  return useQuery({
    queryKey: keys.outlineTemplates,
    queryFn: ({ signal }) => call(listOutlineTemplates, { signal }),
    staleTime: Infinity,
  });
}

type NewReport = z.input<typeof createReport.body> & { readonly committeeId: string };

export function useCreateReport(): UseMutationResult<Report, Error, NewReport> {
  return useChange(
    ({ committeeId, ...body }) => call(createReport, { params: { id: committeeId }, body }),
    ({ committeeId }) => [keys.committee(committeeId), keys.home],
  );
}

type ReportNames = z.input<typeof updateReport.body>;

export function useUpdateReport(report: Report): UseMutationResult<Report, Error, ReportNames> {
  return useChange(
    (body) => call(updateReport, { params: { id: report.id }, body }),
    () => [...keysOfOutline, keys.committee(report.committeeId)],
  );
}

type NewSection = z.input<typeof createSection.body>;

export function useCreateSection(reportId: string): UseMutationResult<SectionDetail, Error, NewSection> {
  return useChange(
    (body) => call(createSection, { params: { id: reportId }, body }),
    () => keysOfOutline,
  );
}

type SectionFields = z.input<typeof updateSection.body>;

/** What is changed of a section, as it was seen; `null` where nothing of that kind is. */
export interface SectionSave {
  readonly seen: SectionDetail;
  readonly fields: SectionFields | null;
  readonly assignment: z.input<typeof assignSection.body> | null;
  /** What is saved already, should the rest be refused. */
  readonly onKept: (detail: SectionDetail) => void;
}

/** Saves what the outline says of a section, on the condition that it is still as it was seen; refused or not, it is asked for again. */
export function useSaveSection(): UseMutationResult<SectionDetail, Error, SectionSave> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: saveSection,
    onSettled: async () => {
      await Promise.all(keysOfOutline.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

async function saveSection({ seen, fields, assignment, onKept }: SectionSave): Promise<SectionDetail> {
  const params = { id: seen.section.id };
  let detail = seen;
  if (fields !== null) {
    detail = await call(updateSection, { params, body: fields, ifMatch: tagOf(detail) });
    onKept(detail);
  }
  if (assignment === null) return detail;
  return call(assignSection, { params, body: assignment, ifMatch: tagOf(detail) });
}

function tagOf({ rowVersion }: SectionDetail): string {
  return `"${String(rowVersion)}"`;
}

export function useDeleteSection(): UseMutationResult<undefined, Error, { readonly id: string }> {
  return useChange(
    ({ id }) => call(deleteSection, { params: { id } }),
    () => keysOfOutline,
  );
}

export function useRestoreSection(): UseMutationResult<SectionDetail, Error, { readonly id: string }> {
  return useChange(
    ({ id }) => call(restoreSection, { params: { id }, body: {} }),
    () => keysOfOutline,
  );
}

/** What was taken out of an outline, newest first. */
export function useDeletedSections(reportId: string): UseQueryResult<readonly DeletedSection[]> {
  return useQuery({
    queryKey: keys.deletedSections(reportId),
    queryFn: async ({ signal }) => (await call(listDeletedSections, { params: { id: reportId }, signal })).items,
  });
}

interface Placing {
  /** With every move that is still on its way. */
  readonly outline: readonly OutlineNode[];
  readonly place: UseMutationResult<SectionDetail, Error, Placement>;
}

/**
 * Moves of sections, one after another. A row goes to its new place at once, so that the next key counts from there; a move that is
 * refused takes it back.
 */
export function usePlacing(report: Report): Placing {
  const client = useQueryClient();
  const mutationKey = ['place', report.id];
  const place = useMutation({
    mutationKey,
    scope: { id: mutationKey.join() },
    mutationFn: ({ id, parentId, position }: Placement) =>
      call(placeSection, { params: { id }, body: { parentId, position } }),
    onSettled: async () => {
      await Promise.all(keysOfOutline.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
  const waiting = useMutationState({
    filters: { mutationKey, status: 'pending' },
    select: ({ state }) => placementOf(state.variables),
  });
  const outline = waiting.reduce<readonly OutlineNode[]>(
    (nodes, one) => (one === null ? nodes : withPlaced(nodes, one)),
    report.outline,
  );
  return { outline, place };
}

/** The cache of deeds holds variables of any kind. */
function placementOf(variables: unknown): Placement | null {
  if (typeof variables !== 'object' || variables === null) return null;
  const told = new Map<string, unknown>(Object.entries(variables));
  const [id, parentId, position] = ['id', 'parentId', 'position'].map((name) => told.get(name));
  if (typeof id !== 'string' || typeof position !== 'number') return null;
  return { id, position, parentId: typeof parentId === 'string' ? parentId : null };
}

export interface TextBlock {
  readonly id: string;
  readonly text: string;
}

/** The blocks of a text as it is on disk, to choose one of them. */
export function useTextBlocks(documentId: string): UseQueryResult<readonly TextBlock[]> {
  return useQuery({
    queryKey: [...keys.document(documentId), 'text'],
    queryFn: async ({ signal }) =>
      (await call(getDocumentText, { params: { id: documentId }, query: {}, signal })).blocks,
  });
}

type Split = z.input<typeof splitSection.body> & { readonly id: string };

export function useSplitSection(): UseMutationResult<SectionDetail, Error, Split> {
  return useChange(
    ({ id, ...body }) => call(splitSection, { params: { id }, body }),
    () => keysOfOutline,
  );
}

export function useJoinSection(): UseMutationResult<
  SectionDetail,
  Error,
  { readonly id: string; readonly otherId: string }
> {
  return useChange(
    ({ id, ...body }) => call(joinSection, { params: { id }, body }),
    () => keysOfOutline,
  );
}

/** The versions of an outline that were proposed, newest first. */
export function useOutlineVersions(reportId: string): UseQueryResult<readonly OutlineVersion[]> {
  return useQuery({
    queryKey: keys.outlineVersions(reportId),
    queryFn: async ({ signal }) => (await call(listOutlineVersions, { params: { id: reportId }, signal })).items,
  });
}

export function useOutlineVersion({ reportId, id }: OutlineVersion): UseQueryResult<OutlineVersionDetail> {
  return useQuery({
    queryKey: keys.outlineVersion(reportId, id),
    queryFn: ({ signal }) => call(getOutlineVersion, { params: { id }, signal }),
  });
}

export function useProposeOutline(
  reportId: string,
): UseMutationResult<OutlineVersion, Error, { readonly note: string }> {
  return useChange(
    (body) => call(proposeOutline, { params: { id: reportId }, body }),
    () => [keys.report(reportId), keys.home],
  );
}

export function useApproveOutline(reportId: string): UseMutationResult<OutlineVersion, Error, { readonly id: string }> {
  return useChange(
    ({ id }) => call(approveOutline, { params: { id }, body: {} }),
    () => [keys.report(reportId), keys.home],
  );
}

/** Where the outline is made into a Word file. */
export function outlineAddress(reportId: string): string {
  return addressOf(exportOutline.path, { id: reportId }, { format: 'docx' });
}
