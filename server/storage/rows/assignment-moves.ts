import type { SectionId } from '#shared/model/ids.ts';
import type { Row, Rows } from './tables.ts';

export type AssignmentMoveRow = Row<'assignment_moves'>;

export async function insertAssignmentMove(tx: Rows, move: AssignmentMoveRow): Promise<void> {
  await tx.insertInto('assignment_moves').values(move).execute();
}

/** Oldest first; those of one moment in the order of their ids. */
export async function listAssignmentMoves(rows: Rows, sectionId: SectionId): Promise<readonly AssignmentMoveRow[]> {
  return rows
    .selectFrom('assignment_moves')
    .selectAll()
    .where('section_id', '=', sectionId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}
