import type { PersonId, ReportId, SectionId, SubmissionId } from '#shared/model/ids.ts';
import { nextOrdinal } from './ordinal.ts';
import type { Row, Rows } from './tables.ts';

export type SubmissionRow = Omit<Row<'submissions'>, 'ordinal'>;

export async function findSubmission(rows: Rows, id: SubmissionId): Promise<SubmissionRow | undefined> {
  return rows.selectFrom('submissions').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Newest first. */
export async function listSubmissions(rows: Rows, sectionId: SectionId): Promise<readonly SubmissionRow[]> {
  return rows
    .selectFrom('submissions')
    .selectAll()
    .where('section_id', '=', sectionId)
    .orderBy('ordinal', 'desc')
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
    .orderBy('submissions.ordinal')
    .execute();
}

export async function insertSubmission(tx: Rows, submission: SubmissionRow): Promise<void> {
  await tx
    .insertInto('submissions')
    .values({ ...submission, ordinal: nextOrdinal('submissions') })
    .execute();
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
