import { z } from 'zod';
import { elementSchema, type SectionDetail } from '#shared/protocol/sections.ts';
import type { Reading } from '#server/context.ts';
import { listAssignmentMoves } from '#server/storage/rows/assignment-moves.ts';
import { listSectionMoves } from '#server/storage/rows/section-moves.ts';
import type { SectionRow } from '#server/storage/rows/sections.ts';
import { listSubmissions } from '#server/storage/rows/submissions.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { nodeOf, pathOf, placeOf, type ReportView, type TextFigures } from './report-view.ts';

const storedElements = z.array(elementSchema);

/** A section of a view with its guidance, place and history; the figures may have been counted before. */
export async function describeSection(
  { storage: { rows } }: Reading,
  view: ReportView,
  figures: TextFigures,
  section: SectionRow,
): Promise<SectionDetail> {
  const { report } = view.access;
  const moves = await listSectionMoves(rows, section.id);
  const notes = view.rights.get(section.id)?.includes('read')
    ? await notesOf(rows, section)
    : new Map<string, string>();
  const assignments = await listAssignmentMoves(rows, section.id);
  return {
    section: nodeOf(view, figures, section),
    reportId: report.id,
    committeeId: report.committee_id,
    profile: report.profile,
    path: pathOf(view, section.id),
    ...placeOf(view, section.id),
    guidance: section.guidance,
    elements: storedElements.parse(JSON.parse(section.elements_json)),
    approverId: section.approver_id,
    product: section.product,
    rowVersion: section.row_version,
    moves: moves.map((move) => ({
      move: move.move,
      from: move.from_state,
      to: move.to_state,
      by: move.by_id,
      at: move.at,
      // A submission keeps its own words.
      reason: move.reason || (notes.get(move.version_id ?? '') ?? ''),
    })),
    assignments: assignments.map((move) => ({
      personId: move.person_id,
      part: move.part,
      change: move.change,
      by: move.by_id,
      at: move.at,
    })),
  };
}

/** The notes of a section's submissions, by the version that each handed in. */
async function notesOf(rows: Rows, section: SectionRow): Promise<ReadonlyMap<string, string>> {
  return new Map((await listSubmissions(rows, section.id)).map((one) => [one.version_id, one.note]));
}
