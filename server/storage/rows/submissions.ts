import type { PersonId, ReportId, SectionId, SubmissionId } from '#shared/model/ids.ts';
import type { Rows, Tables } from './tables.ts';

export type SubmissionRow = Tables['submissions'];

export async function findSubmission(rows: Rows, id: SubmissionId): Promise<SubmissionRow | undefined> {
  return rows.selectFrom('submissions').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Newest first. */
export async function listSubmissions(rows: Rows, sectionId: SectionId): Promise<readonly SubmissionRow[]> {
  return rows
    .selectFrom('submissions')
    .selectAll()
    .where('section_id', '=', sectionId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** What waits to be received and what was received in a report, oldest first. */
export async function listStandingSubmissions(rows: Rows, reportId: ReportId): Promise<readonly SubmissionRow[]> {
  return rows
    .selectFrom('submissions')
    .innerJoin('sections', 'sections.id', 'submissions.section_id')
    .selectAll('submissions')
    .where('sections.report_id', '=', reportId)
    .where('submissions.state', 'in', ['submitted', 'received'])
    .orderBy('submissions.at')
    .orderBy('submissions.id')
    .execute();
}

export async function insertSubmission(tx: Rows, submission: SubmissionRow): Promise<void> {
  await tx.insertInto('submissions').values(submission).execute();
}

export interface Decision {
  readonly state: 'received' | 'returned' | 'withdrawn';
  readonly by: PersonId;
  readonly at: number;
  readonly reason: string;
}

export async function decideSubmission(tx: Rows, id: SubmissionId, decision: Decision): Promise<void> {
  await tx
    .updateTable('submissions')
    .set({
      state: decision.state,
      decided_by: decision.by,
      decided_at: decision.at,
      reason: decision.reason,
    })
    .where('id', '=', id)
    .execute();
}
