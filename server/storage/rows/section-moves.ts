import type { ReportId, SectionId } from '#shared/model/ids.ts';
import { nextOrdinal } from './ordinal.ts';
import type { Row, Rows } from './tables.ts';

export type SectionMoveRow = Omit<Row<'section_moves'>, 'ordinal'>;

export async function insertSectionMove(tx: Rows, move: SectionMoveRow): Promise<void> {
  await tx
    .insertInto('section_moves')
    .values({ ...move, ordinal: nextOrdinal('section_moves') })
    .execute();
}

/** Oldest first. */
export async function listSectionMoves(rows: Rows, sectionId: SectionId): Promise<readonly SectionMoveRow[]> {
  return rows.selectFrom('section_moves').selectAll().where('section_id', '=', sectionId).orderBy('ordinal').execute();
}

export async function findLastSectionMove(rows: Rows, sectionId: SectionId): Promise<SectionMoveRow | undefined> {
  return rows
    .selectFrom('section_moves')
    .selectAll()
    .where('section_id', '=', sectionId)
    .orderBy('ordinal', 'desc')
    .executeTakeFirst();
}

/** The returns of a report's sections that are returned now, oldest first. */
export async function listReturns(rows: Rows, reportId: ReportId): Promise<readonly SectionMoveRow[]> {
  return rows
    .selectFrom('section_moves')
    .innerJoin('sections', 'sections.id', 'section_moves.section_id')
    .selectAll('section_moves')
    .where('sections.report_id', '=', reportId)
    .where('sections.state', '=', 'returned')
    .where('section_moves.move', '=', 'return')
    .orderBy('section_moves.ordinal')
    .execute();
}
