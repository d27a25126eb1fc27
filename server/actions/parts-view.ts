import { DomainError } from '#shared/model/errors.ts';
import type { PartId } from '#shared/model/ids.ts';
import type { PartAction } from '#shared/model/right.ts';
import type { Incoming, Part } from '#shared/protocol/reports.ts';
import type { Reading } from '#server/context.ts';
import type { OutlineStop } from '#server/domain/outline.ts';
import type { AppliedMerge } from '#server/storage/rows/merges.ts';
import { listParts, type PartRow } from '#server/storage/rows/parts.ts';
import type { SectionRow } from '#server/storage/rows/sections.ts';
import { labelOf, lastReceived, titleWithLabel, type ReportView, type TextFigures } from './report-view.ts';

/** The consolidated parts as one person sees them; none while they may not know them. */
export interface PartsView {
  readonly rights: readonly PartAction[];
  readonly parts: readonly PartRow[];
  readonly applied: readonly AppliedMerge[];
}

export async function loadPartsView(context: Reading, view: ReportView): Promise<PartsView> {
  const { access, partRights: rights, applied } = view;
  return {
    rights,
    parts: rights.includes('see') ? await listParts(context.storage.rows, access.report.id) : [],
    applied,
  };
}

export function describePart(view: ReportView, parts: PartsView, part: PartRow, figures: TextFigures): Part {
  return {
    id: part.id,
    label: labelOf(view, part.top_section_id),
    title: part.title,
    documentId: part.document_id,
    sectionIds: sectionsOfPart(view.stops, part).map((section) => section.id),
    words: figures.words.get(part.document_id) ?? 0,
    openThreads: figures.openThreads.get(part.document_id) ?? 0,
    incoming: incomingOf(view, parts, part),
    rights: [...parts.rights],
  };
}

/** What was received and the part doesn't hold yet, in the order of the outline; told to who may bring it in. */
export function incomingOf(view: ReportView, parts: PartsView, part: PartRow): Incoming[] {
  if (!parts.rights.includes('stageMerge')) return [];
  const received = lastReceived(view);
  return sectionsOfPart(view.stops, part).flatMap((section) => {
    const submission = received.get(section.id);
    const merged = parts.applied.findLast((one) => one.part_id === part.id && one.section_id === section.id);
    if (submission === undefined || merged?.theirs_version_id === submission.version_id) return [];
    return [
      {
        submissionId: submission.id,
        sectionId: section.id,
        versionId: submission.version_id,
        title: titleWithLabel(view, section),
        receivedAt: submission.decided_at ?? submission.at,
        again: merged !== undefined,
      },
    ];
  });
}

/** The sections with a text that a part consolidates: its top section and all below it, in the order of the outline. */
export function sectionsOfPart(stops: readonly OutlineStop<SectionRow>[], part: PartRow): readonly SectionRow[] {
  return stops
    .filter(
      ({ place, ancestors }) =>
        place.document_id !== null &&
        (place.id === part.top_section_id || ancestors.some((one) => one.id === part.top_section_id)),
    )
    .map(({ place }) => place);
}

/** A part of the view by its id. Throws `not_found`. */
export function partOf(parts: PartsView, id: PartId): PartRow {
  const part = parts.parts.find((one) => one.id === id);
  if (part === undefined) throw new DomainError('not_found');
  return part;
}
