import type { Insertable } from 'kysely';
import type { DraftId, ReportId } from '#shared/model/ids.ts';
import type { Row, Rows, Tables } from './tables.ts';

export type DraftRow = Row<'drafts'>;
type DraftPartRow = Row<'draft_parts'>;

export async function hasDraft(rows: Rows, reportId: ReportId): Promise<boolean> {
  const found = await rows.selectFrom('drafts').select('id').where('report_id', '=', reportId).executeTakeFirst();
  return found !== undefined;
}

/** Newest first. */
export async function listDrafts(rows: Rows, reportId: ReportId): Promise<readonly DraftRow[]> {
  return rows.selectFrom('drafts').selectAll().where('report_id', '=', reportId).orderBy('number', 'desc').execute();
}

export async function findDraftByNumber(rows: Rows, reportId: ReportId, number: number): Promise<DraftRow | undefined> {
  return rows
    .selectFrom('drafts')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('number', '=', number)
    .executeTakeFirst();
}

/** In the order of the report. */
export async function listDraftParts(rows: Rows, draftId: DraftId): Promise<readonly DraftPartRow[]> {
  return rows.selectFrom('draft_parts').selectAll().where('draft_id', '=', draftId).orderBy('position').execute();
}

export async function insertDraft(
  tx: Rows,
  draft: Insertable<Tables['drafts']>,
  parts: readonly Insertable<Tables['draft_parts']>[],
): Promise<void> {
  await tx.insertInto('drafts').values(draft).execute();
  for (const part of parts) await tx.insertInto('draft_parts').values(part).execute();
}
