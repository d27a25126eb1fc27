import type { DocumentId, ReportId } from '#shared/model/ids.ts';
import type { Draft, OutlineNode, Report } from '#shared/protocol/reports.ts';
import { authorizeReport } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context, Reading } from '#server/context.ts';
import { listDrafts as listDraftRows, type DraftRow } from '#server/storage/rows/drafts.ts';
import { findApproval } from './outline-versions.ts';
import { describePart, loadPartsView } from './parts-view.ts';
import { documentsOf, loadFigures, loadReportView, treeOf, type ReportView, type TextFigures } from './report-view.ts';

/** A report with its outline, parts and drafts, as far as the caller may know them. */
export async function getReport(context: Context, caller: Caller, input: { readonly id: ReportId }): Promise<Report> {
  const view = await loadReportView(context, caller, input.id);
  return describeReport(context, caller, view, await loadReportFigures(context, view));
}

/** What is counted in all that a person may know of a report, and in some more texts. */
export async function loadReportFigures(
  context: Context,
  view: ReportView,
  more: readonly DocumentId[] = [],
): Promise<TextFigures> {
  const { parts } = await loadPartsView(context, view);
  return loadFigures(context, [...documentsOf(view.stops), ...parts.map((part) => part.document_id), ...more]);
}

/** A report as a view of it shows it, with figures that may have been counted before. */
export async function describeReport(
  reading: Reading,
  caller: Caller,
  view: ReportView,
  figures: TextFigures,
): Promise<Report> {
  const parts = await loadPartsView(reading, view);
  const { report, rights } = view.access;
  const drafts = rights.includes('exportDraft') ? await listDraftRows(reading.storage.rows, report.id) : [];
  return {
    id: report.id,
    committeeId: report.committee_id,
    title: report.title,
    documentTitle: report.document_title,
    subject: report.subject,
    profile: report.profile,
    outline: treeOf(view, figures),
    parts: parts.parts.map((part) => describePart(view, parts, part, figures)),
    drafts: drafts.map(describeDraft),
    outlineVersion: await findApproval(reading, caller, view),
    rights: [...rights],
  };
}

/** The outline of a report alone. */
export async function getOutline(
  context: Context,
  caller: Caller,
  input: { readonly id: ReportId },
): Promise<{ outline: OutlineNode[] }> {
  const view = await loadReportView(context, caller, input.id);
  return { outline: treeOf(view, await loadFigures(context, documentsOf(view.stops))) };
}

/** The numbered drafts of a report, newest first. */
export async function listDrafts(
  context: Context,
  caller: Caller,
  input: { readonly id: ReportId },
): Promise<{ items: Draft[] }> {
  await authorizeReport(context.storage.rows, caller, input.id, 'exportDraft');
  return { items: (await listDraftRows(context.storage.rows, input.id)).map(describeDraft) };
}

export function describeDraft(draft: DraftRow): Draft {
  return { id: draft.id, number: draft.number, note: draft.note, by: draft.by_id, at: draft.at };
}
