import type { CommitteeId, DocumentId, PersonId, ReportId, SectionId } from '#shared/model/ids.ts';
import type { SectionRow } from './sections.ts';
import type { Rows } from './tables.ts';

/** What a person has to do with the sections of committees, and what a change of their rights concerns. */

/** Sections that a person owns: in one committee, or in all. Those taken out of the outline don't count. */
export async function listOwnedSections(
  rows: Rows,
  personId: PersonId,
  committeeId?: CommitteeId,
): Promise<readonly SectionRow[]> {
  const owned = rows
    .selectFrom('sections')
    .innerJoin('reports', 'reports.id', 'sections.report_id')
    .selectAll('sections')
    .where('sections.owner_id', '=', personId)
    .where('sections.deleted_at', 'is', null)
    .orderBy('sections.report_id')
    .orderBy('sections.position')
    .orderBy('sections.id');
  return (committeeId === undefined ? owned : owned.where('reports.committee_id', '=', committeeId)).execute();
}

/** In which sections of a committee a person writes along or approves. */
export async function listSharesIn(
  rows: Rows,
  committeeId: CommitteeId,
  personId: PersonId,
): Promise<
  readonly { readonly sectionId: SectionId; readonly reportId: ReportId; readonly part: 'coEditor' | 'approver' }[]
> {
  const ofCommittee = rows
    .selectFrom('sections')
    .innerJoin('reports', 'reports.id', 'sections.report_id')
    .select(['sections.id as sectionId', 'sections.report_id as reportId'])
    .where('reports.committee_id', '=', committeeId)
    .orderBy('sections.id');
  const writes = await ofCommittee
    .innerJoin('co_editors', 'co_editors.section_id', 'sections.id')
    .where('co_editors.person_id', '=', personId)
    .execute();
  const approves = await ofCommittee.where('sections.approver_id', '=', personId).execute();
  return [
    ...writes.map((share) => ({ ...share, part: 'coEditor' as const })),
    ...approves.map((share) => ({ ...share, part: 'approver' as const })),
  ];
}

/** Takes a person out of a section's co-editors, or from its approval. */
export async function deleteShare(
  tx: Rows,
  { sectionId, part }: { readonly sectionId: SectionId; readonly part: 'coEditor' | 'approver' },
  personId: PersonId,
): Promise<void> {
  if (part === 'coEditor')
    await tx.deleteFrom('co_editors').where('section_id', '=', sectionId).where('person_id', '=', personId).execute();
  await tx
    .updateTable('sections')
    .set((columns) => ({
      row_version: columns('row_version', '+', 1),
      ...(part === 'approver' ? { approver_id: null } : {}),
    }))
    .where('id', '=', sectionId)
    .execute();
}

/**
 * Ends every right read before on the texts of a committee: who still has one is asked anew, and goes on.
 * @returns the texts
 */
export async function bumpEpochsOfCommittee(tx: Rows, committeeId: CommitteeId): Promise<readonly DocumentId[]> {
  const reports = tx.selectFrom('reports').select('id').where('committee_id', '=', committeeId);
  const texts = tx
    .selectFrom('sections')
    .select('document_id')
    .where('report_id', 'in', reports)
    .where('document_id', 'is not', null)
    .union(tx.selectFrom('parts').select('document_id').where('report_id', 'in', reports));
  const bumped = await tx
    .updateTable('documents')
    .set((columns) => ({ epoch: columns('epoch', '+', 1) }))
    .where('id', 'in', texts)
    .returning('id')
    .execute();
  return bumped.map((row) => row.id);
}
