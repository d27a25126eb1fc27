import { z } from 'zod';
import type { CommitteeId, DocumentId, PersonId, SectionId } from '#shared/model/ids.ts';
import type { TextGrade } from '#shared/model/right.ts';
import type { RightChange } from '#shared/protocol/frames.ts';
import { textGrade } from '#shared/rules/rights.ts';
import { listAssignmentMoves } from '#server/storage/rows/assignment-moves.ts';
import { listAuditOf } from '#server/storage/rows/audit.ts';
import { findDocumentHead } from '#server/storage/rows/documents.ts';
import { findPerson } from '#server/storage/rows/people.ts';
import { findLastSectionMove } from '#server/storage/rows/section-moves.ts';
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

/**
 * What last changed a person's rights on a text, for the sentence on the screen: a move of its section, their share in it, or their roles in
 * the committee. Empty words where nothing is known of it.
 */
export async function findLastRightChange(
  rows: Rows,
  personId: PersonId,
  documentId: DocumentId,
): Promise<RightChange> {
  const access = await findDocumentAccess(rows, { personId }, documentId);
  const changes = [
    ...(access?.kind === 'section' ? await changesOfSection(rows, personId, access.section.id) : []),
    ...(access === undefined ? [] : await changesOfRoles(rows, personId, access.report.committee_id)),
  ];
  const last = changes.reduce<Change | undefined>(
    (best, one) => (best === undefined || one.at > best.at ? one : best),
    undefined,
  );
  if (last === undefined) return { move: '', by: '', at: 0, reason: '', isOwn: false };
  const by = last.byId === null ? undefined : await findPerson(rows, last.byId);
  return { move: last.move, by: by?.name ?? '', at: last.at, reason: last.reason, isOwn: last.byId === personId };
}

interface Change extends Omit<RightChange, 'by' | 'isOwn'> {
  /** Null: the installation itself. */
  readonly byId: PersonId | null;
}

/** A share that was taken or given with the same deed is told rather than the move before it. */
async function changesOfSection(rows: Rows, personId: PersonId, sectionId: SectionId): Promise<readonly Change[]> {
  const share = (await listAssignmentMoves(rows, sectionId)).findLast((one) => one.person_id === personId);
  const move = await findLastSectionMove(rows, sectionId);
  return [
    ...(share === undefined
      ? []
      : [{ move: share.change === 'taken' ? 'unassign' : 'assign', byId: share.by_id, at: share.at, reason: '' }]),
    ...(move === undefined ? [] : [{ move: move.move, byId: move.by_id, at: move.at, reason: move.reason }]),
  ];
}

/** Far more than are written at once by hand; of a whole list that was pasted since, the person's own is no longer the last. */
const ROLE_CHANGES = 100;

async function changesOfRoles(rows: Rows, personId: PersonId, committeeId: CommitteeId): Promise<readonly Change[]> {
  const about = { object_kind: 'committee', object_id: committeeId, actions: ['committee.setRoles'] };
  const entries = await listAuditOf(rows, about, { before: undefined, count: ROLE_CHANGES });
  const own = entries.find(
    ({ details_json }) => aboutPerson.safeParse(JSON.parse(details_json)).data?.personId === personId,
  );
  return own === undefined ? [] : [{ move: 'setRoles', byId: own.person_id, at: own.at, reason: '' }];
}

const aboutPerson = z.object({ personId: z.string() });
