import type { MergeId, PartId, PersonId, ReportId, SectionId, VersionId } from '#shared/model/ids.ts';
import { nextOrdinal } from './ordinal.ts';
import type { Row, Rows } from './tables.ts';

export type MergeRow = Omit<Row<'merges'>, 'ordinal'>;

export async function findMerge(rows: Rows, id: MergeId): Promise<MergeRow | undefined> {
  return rows.selectFrom('merges').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Newest first. */
export async function listMerges(rows: Rows, reportId: ReportId): Promise<readonly MergeRow[]> {
  return rows
    .selectFrom('merges')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('state', '!=', 'carried')
    .orderBy('ordinal', 'desc')
    .execute();
}

/** What a part holds, in the order in which it was applied, or handed from one section to another. */
export async function listAppliedMerges(rows: Rows, partId: PartId): Promise<readonly MergeRow[]> {
  return applied(rows).selectAll('merges').where('part_id', '=', partId).execute();
}

/** What of a merge tells whether a part holds a text. */
export type AppliedMerge = Pick<MergeRow, 'part_id' | 'section_id' | 'theirs_version_id'>;

/** The same of all parts of a report, without what each merge changed, which is as long as the texts. */
export async function listAppliedMergesOfReport(rows: Rows, reportId: ReportId): Promise<readonly AppliedMerge[]> {
  return applied(rows)
    .select(['part_id', 'section_id', 'theirs_version_id'])
    .where('report_id', '=', reportId)
    .execute();
}

/** Each left the text that it made as a version of the part, at that moment. */
function applied(rows: Rows) {
  return rows
    .selectFrom('merges')
    .innerJoin('versions', 'versions.id', 'merges.result_version_id')
    .where('state', 'in', ['applied', 'carried'])
    .orderBy('versions.ordinal')
    .orderBy('merges.ordinal');
}

export async function insertMerge(tx: Rows, merge: MergeRow): Promise<void> {
  await tx
    .insertInto('merges')
    .values({ ...merge, ordinal: nextOrdinal('merges') })
    .execute();
}

export async function discardStagedMerges(tx: Rows, partId: PartId, sectionId: SectionId): Promise<void> {
  await tx
    .updateTable('merges')
    .set({ state: 'discarded' })
    .where('part_id', '=', partId)
    .where('section_id', '=', sectionId)
    .where('state', '=', 'staged')
    .execute();
}

export interface AppliedMark {
  readonly oursVersionId: VersionId;
  readonly resultVersionId: VersionId;
  readonly stagedJson: string;
  readonly decisionsJson: string;
  readonly refusedJson: string;
  readonly by: PersonId;
  readonly at: number;
}

export async function markMergeApplied(tx: Rows, id: MergeId, mark: AppliedMark): Promise<void> {
  await tx
    .updateTable('merges')
    .set({
      state: 'applied',
      ours_version_id: mark.oursVersionId,
      result_version_id: mark.resultVersionId,
      staged_json: mark.stagedJson,
      decisions_json: mark.decisionsJson,
      refused_json: mark.refusedJson,
      applied_by: mark.by,
      applied_at: mark.at,
    })
    .where('id', '=', id)
    .execute();
}

export async function markMergeReverted(tx: Rows, id: MergeId, by: PersonId, at: number): Promise<void> {
  await tx
    .updateTable('merges')
    .set({ state: 'reverted', reverted_by: by, reverted_at: at })
    .where('id', '=', id)
    .execute();
}
