import type { Insertable } from 'kysely';
import type { DocumentId, PersonId, ReportId, SectionId } from '#shared/model/ids.ts';
import type { SectionState } from '#shared/model/section.ts';
import type { Row, Rows, Tables } from './tables.ts';

export type SectionRow = Row<'sections'>;

/** One that was taken out of its outline is not found: for everyone it is as if it were not there. */
export async function findSection(rows: Rows, id: SectionId): Promise<SectionRow | undefined> {
  return rows
    .selectFrom('sections')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

/** Also one that was taken out. */
export async function findSectionEver(rows: Rows, id: SectionId): Promise<SectionRow | undefined> {
  return rows.selectFrom('sections').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findSectionOfDocument(rows: Rows, documentId: DocumentId): Promise<SectionRow | undefined> {
  return rows
    .selectFrom('sections')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

/** The sections of a report's outline; brothers and sisters in their order. */
export async function listSections(rows: Rows, reportId: ReportId): Promise<readonly SectionRow[]> {
  return (await listSectionsEver(rows, reportId)).filter((section) => section.deleted_at === null);
}

/** The same with those that were taken out. */
export async function listSectionsEver(rows: Rows, reportId: ReportId): Promise<readonly SectionRow[]> {
  return rows
    .selectFrom('sections')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export async function listCoEditors(rows: Rows, sectionId: SectionId): Promise<readonly PersonId[]> {
  const found = await rows
    .selectFrom('co_editors')
    .select('person_id')
    .where('section_id', '=', sectionId)
    .orderBy('person_id')
    .execute();
  return found.map((row) => row.person_id);
}

export async function listCoEditorsOfReport(
  rows: Rows,
  reportId: ReportId,
): Promise<ReadonlyMap<SectionId, readonly PersonId[]>> {
  const found = await rows
    .selectFrom('co_editors')
    .innerJoin('sections', 'sections.id', 'co_editors.section_id')
    .select(['section_id', 'person_id'])
    .where('sections.report_id', '=', reportId)
    .orderBy('person_id')
    .execute();
  const bySection = new Map<SectionId, PersonId[]>();
  for (const row of found) {
    const ids = bySection.get(row.section_id);
    if (ids === undefined) bySection.set(row.section_id, [row.person_id]);
    else ids.push(row.person_id);
  }
  return bySection;
}

export async function insertSection(
  tx: Rows,
  section: Insertable<Tables['sections']>,
  coEditorIds: readonly PersonId[],
): Promise<void> {
  await tx.insertInto('sections').values(section).execute();
  for (const personId of coEditorIds) {
    await tx.insertInto('co_editors').values({ section_id: section.id, person_id: personId }).execute();
  }
}

/** What the outline says of a section, but where it stands among its brothers and sisters. */
export type SectionFields = Partial<
  Pick<
    SectionRow,
    | 'title'
    | 'guidance'
    | 'elements_json'
    | 'target_words'
    | 'numbering'
    | 'visibility'
    | 'product'
    | 'start_on'
    | 'due'
    | 'owner_id'
    | 'approver_id'
    | 'parent_id'
  >
>;

export async function updateSection(tx: Rows, id: SectionId, fields: SectionFields): Promise<void> {
  await tx
    .updateTable('sections')
    .set(fields)
    .set((columns) => ({ row_version: columns('row_version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Numbers brothers and sisters as they are given. */
export async function orderSections(tx: Rows, ids: readonly SectionId[]): Promise<void> {
  for (const [position, id] of ids.entries()) {
    await tx.updateTable('sections').set({ position }).where('id', '=', id).execute();
  }
}

/** Takes sections out of their outline at this instant, or with null brings them back. */
export async function markSectionsDeleted(tx: Rows, ids: readonly SectionId[], at: number | null): Promise<void> {
  await tx
    .updateTable('sections')
    .set({ deleted_at: at })
    .set((columns) => ({ row_version: columns('row_version', '+', 1) }))
    .where('id', 'in', [...ids])
    .execute();
}

export async function replaceCoEditors(tx: Rows, sectionId: SectionId, ids: readonly PersonId[]): Promise<void> {
  await tx.deleteFrom('co_editors').where('section_id', '=', sectionId).execute();
  for (const id of ids) await tx.insertInto('co_editors').values({ section_id: sectionId, person_id: id }).execute();
}

export async function updateSectionState(tx: Rows, id: SectionId, state: SectionState, at: number): Promise<void> {
  await tx.updateTable('sections').set({ state, state_changed_at: at }).where('id', '=', id).execute();
}

/** Assigned sections in which a writer of theirs has an edit, by the first who did. */
export async function listEditedSections(
  rows: Rows,
): Promise<readonly { readonly document_id: DocumentId; readonly account_id: PersonId }[]> {
  return rows
    .selectFrom('sections')
    .innerJoin('updates', 'updates.document_id', 'sections.document_id')
    .leftJoin('co_editors', (join) =>
      join.onRef('co_editors.section_id', '=', 'sections.id').onRef('co_editors.person_id', '=', 'updates.account_id'),
    )
    .select(['updates.document_id as document_id', 'updates.account_id as account_id'])
    .where('sections.state', '=', 'assigned')
    .where('sections.deleted_at', 'is', null)
    .where((where) =>
      where.or([
        where('sections.owner_id', '=', where.ref('updates.account_id')),
        where('co_editors.person_id', 'is not', null),
      ]),
    )
    .orderBy('updates.seq')
    .execute();
}
