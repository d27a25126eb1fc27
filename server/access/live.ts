import type { DocumentId, PersonId } from '#shared/model/ids.ts';
import type { TextGrade } from '#shared/model/right.ts';
import type { RightChange } from '#shared/protocol/frames.ts';
import { textGrade } from '#shared/rules/rights.ts';
import { findDocumentHead } from '#server/storage/rows/documents.ts';
import { findPerson } from '#server/storage/rows/people.ts';
import { findLastSectionMove } from '#server/storage/rows/section-moves.ts';
import { findSectionOfDocument } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { findDocumentAccess } from './authorize.ts';

/** What a live connection of a person to a text may do, and the epoch in which that was so. */
export interface LiveRight {
  readonly grade: TextGrade;
  readonly epoch: number;
  readonly lineage: string;
  readonly schemaVersion: number;
  /** The section's state, or `part`. */
  readonly documentState: string;
  readonly name: string;
  readonly personId: PersonId;
}

/** The right of a person on a live text; undefined for a text that is unknown or not for them. */
export async function judgeLiveRight(
  rows: Rows,
  personId: PersonId,
  documentId: DocumentId,
): Promise<LiveRight | undefined> {
  // The epoch first: a change of rights in between is then noticed, as it raises the epoch that was read.
  const head = await findDocumentHead(rows, documentId);
  const person = await findPerson(rows, personId);
  const access = await findDocumentAccess(rows, { personId }, documentId);
  if (head === undefined || person === undefined || access === undefined) return undefined;
  const grade = textGrade(access.rights);
  if (grade === 'none') return undefined;
  return {
    grade,
    epoch: head.epoch,
    lineage: head.lineage,
    schemaVersion: head.schemaVersion,
    documentState: access.kind === 'section' ? access.section.state : 'part',
    name: person.name,
    personId,
  };
}

/** What last changed the rights on a text, for the sentence on the screen; empty words where nothing is known of it. */
export async function findLastRightChange(rows: Rows, documentId: DocumentId): Promise<RightChange> {
  const section = await findSectionOfDocument(rows, documentId);
  const move = section && (await findLastSectionMove(rows, section.id));
  if (move === undefined) return { move: '', by: '', at: 0, reason: '' };
  const by = await findPerson(rows, move.by_id);
  return { move: move.move, by: by?.name ?? '', at: move.at, reason: move.reason };
}
