import { DomainError } from '#shared/model/errors.ts';
import type { DocumentId, PartId, PersonId, SectionId } from '#shared/model/ids.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import type { PartDetail, SectionDetail } from '#shared/protocol/sections.ts';
import { moveSection } from '#shared/rules/workflow.ts';
import { authorizeMove, authorizePart, authorizeSection, findDocumentAccess } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { headingPlaces } from '#server/domain/outline.ts';
import { findSectionOfDocument, listEditedSections } from '#server/storage/rows/sections.ts';
import { describePart, loadPartsView, partOf } from './parts-view.ts';
import { documentsOf, loadFigures, loadReportView, nodeOf, pathOf, placeOf, type ReportView } from './report-view.ts';
import { describeSection } from './section-detail.ts';
import { writeMove } from './section-move.ts';
import { transact } from './transact.ts';

/** A section with its guidance, place and history of states. */
export async function getSection(
  context: Context,
  caller: Caller,
  input: { readonly id: SectionId },
): Promise<SectionDetail> {
  const { section, report } = await authorizeSection(context.storage.rows, caller, input.id, 'see');
  const view = await loadReportView(context, caller, report.id);
  return describeSection(context, view, await loadFigures(context, textsUnder(view, section.id)), section);
}

/** A part of the consolidated report. */
export async function getPart(context: Context, caller: Caller, input: { readonly id: PartId }): Promise<PartDetail> {
  const { report } = await authorizePart(context.storage.rows, caller, input.id, 'see');
  const view = await loadReportView(context, caller, report.id);
  const parts = await loadPartsView(context, view);
  const part = partOf(parts, input.id);
  return {
    part: describePart(view, parts, part, await loadFigures(context, [part.document_id])),
    reportId: report.id,
    committeeId: report.committee_id,
    profile: report.profile,
    path: pathOf(view, part.top_section_id),
    ...placeOf(view, part.top_section_id),
    headings: [...headingPlaces(view.numbers)].map(([blockId, place]) => ({ blockId, place: [...place] })),
  };
}

/** Sends a received section back to drafting: its authors may write again, and what was received stays as it was. */
export async function reopenSection(
  context: Context,
  caller: Caller,
  input: { readonly id: SectionId; readonly reason: string },
): Promise<OutlineNode> {
  const at = context.now();
  const { rows } = context.storage;
  const { report } = await authorizeMove(rows, caller, input.id, 'reopen');
  // Counted before the transaction: it may take whole texts to be read, and the deed changes none.
  const before = await loadReportView(context, caller, report.id);
  const figures = await loadFigures(context, textsUnder(before, input.id));
  return transact(context, async (tx, tell) => {
    const access = await authorizeMove(tx, caller, input.id, 'reopen');
    await writeMove(context, tx, tell, { access, move: 'reopen', by: caller.personId, at, reason: input.reason });
    const after = await loadReportView({ storage: { rows: tx } }, caller, report.id);
    // The section as it is after the deed, also where the deed closed it to who did it: then without a right on it.
    const stop = after.allStops.find(({ place }) => place.id === input.id);
    if (stop === undefined) throw new DomainError('not_found');
    return nodeOf(after, figures, stop.place);
  });
}

/** The first durable edit of one of its writers makes an assigned section one that is drafted. Anything else changes nothing. */
export async function startDrafting(
  context: Context,
  input: { readonly documentId: DocumentId; readonly by: PersonId },
): Promise<void> {
  const found = await findSectionOfDocument(context.storage.rows, input.documentId);
  if (found?.state !== 'assigned') return;
  await transact(context, async (tx, tell) => {
    const access = await findDocumentAccess(tx, { personId: input.by }, input.documentId);
    if (access?.kind !== 'section' || !access.rights.includes('edit')) return;
    if (!moveSection(access.section.state, 'startDrafting').ok) return;
    const move = { access, move: 'startDrafting', by: input.by, at: context.now(), reason: '' } as const;
    await writeMove(context, tx, tell, move);
  });
}

/** Looks for first edits whose hint was lost. */
export async function startDraftingOfEdited(context: Context): Promise<void> {
  for (const edited of await listEditedSections(context.storage.rows)) {
    await startDrafting(context, { documentId: edited.document_id, by: edited.account_id });
  }
}

/** Of a section and all below it, as far as they may be known. */
function textsUnder(view: ReportView, id: SectionId): readonly DocumentId[] {
  const own = view.stops.filter(({ place, ancestors }) => place.id === id || ancestors.some((one) => one.id === id));
  return documentsOf(own);
}
