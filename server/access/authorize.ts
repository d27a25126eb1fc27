import { DomainError } from '#shared/model/errors.ts';
import type { CommitteeId, DocumentId, PartId, PersonId, ReportId, SectionId } from '#shared/model/ids.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import type { CommitteeAction, PartAction, ReportAction, SectionAction } from '#shared/model/right.ts';
import type { SectionMove, SectionRelation } from '#shared/model/section.ts';
import {
  committeeRights,
  partRights,
  reportRights,
  sectionRights,
  type CommitteeStanding,
} from '#shared/rules/rights.ts';
import { MOVE_TABLE } from '#shared/rules/workflow.ts';
import type { Caller } from './caller.ts';
import { findCommittee, hasChair, listRoles, type CommitteeRow } from '#server/storage/rows/committees.ts';
import { hasDraft } from '#server/storage/rows/drafts.ts';
import { findPart, findPartOfDocument, type PartRow } from '#server/storage/rows/parts.ts';
import { findPerson } from '#server/storage/rows/people.ts';
import { findReport, type ReportRow } from '#server/storage/rows/reports.ts';
import { findSection, findSectionOfDocument, listCoEditors, type SectionRow } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/**
 * Loads an object with what a person may do with it, or refuses: `not_found` for what they may not know, `forbidden` for what they may
 * know but not so use. The rights themselves are asked of `shared/rules`.
 */
export interface SectionAccess {
  readonly section: SectionRow;
  readonly report: ReportRow;
  readonly coEditorIds: readonly PersonId[];
  readonly roles: readonly CommitteeRole[];
  readonly rights: readonly SectionAction[];
}

export interface PartAccess {
  readonly part: PartRow;
  readonly report: ReportRow;
  readonly roles: readonly CommitteeRole[];
  readonly rights: readonly PartAction[];
}

export interface ReportAccess {
  readonly report: ReportRow;
  readonly roles: readonly CommitteeRole[];
  readonly hasDraft: boolean;
  readonly rights: readonly ReportAction[];
}

export interface CommitteeAccess {
  readonly committee: CommitteeRow;
  readonly standing: CommitteeStanding;
  readonly roles: readonly CommitteeRole[];
  readonly rights: readonly CommitteeAction[];
}

export type DocumentAccess = ({ readonly kind: 'section' } & SectionAccess) | ({ readonly kind: 'part' } & PartAccess);

/** Who asks: a caller, or a person whose right is looked up for somebody else. */
export type Asker = Pick<Caller, 'personId'>;

export async function authorizeSection(
  rows: Rows,
  asker: Asker,
  sectionId: SectionId,
  action: SectionAction,
): Promise<SectionAccess> {
  const section = await findSection(rows, sectionId);
  const access = section && (await accessOfSection(rows, asker, section));
  return demand(access, action);
}

/** Whether a person may know that a section is there. */
export async function mayKnowSection(rows: Rows, asker: Asker, sectionId: SectionId): Promise<boolean> {
  const section = await findSection(rows, sectionId);
  const access = section && (await accessOfSection(rows, asker, section));
  return access?.rights.includes('see') ?? false;
}

/**
 * The right to a move. Such rights exist only in the states that allow the move: who would have it in one of those, and comes too late,
 * is told of the state; anyone else of the missing right.
 */
export async function authorizeMove(
  rows: Rows,
  asker: Asker,
  sectionId: SectionId,
  move: Exclude<SectionMove, 'startDrafting'>,
): Promise<SectionAccess> {
  const access = await authorizeSection(rows, asker, sectionId, 'see');
  if (access.rights.includes(move)) return access;
  const { section, coEditorIds, roles } = access;
  const { from, otherwise } = MOVE_TABLE[move];
  const comesTooLate = from.some((state) =>
    rightsOnSection({ ...section, state }, coEditorIds, roles, asker.personId).includes(move),
  );
  throw comesTooLate ? new DomainError(otherwise, { state: section.state }) : new DomainError('forbidden');
}

export async function authorizePart(rows: Rows, asker: Asker, partId: PartId, action: PartAction): Promise<PartAccess> {
  const part = await findPart(rows, partId);
  const access = part && (await accessOfPart(rows, asker, part));
  return demand(access, action);
}

export async function authorizeReport(
  rows: Rows,
  asker: Asker,
  reportId: ReportId,
  action: ReportAction,
): Promise<ReportAccess> {
  const report = await findReport(rows, reportId);
  if (report === undefined) throw new DomainError('not_found');
  const roles = await listRoles(rows, report.committee_id, asker.personId);
  const drafted = await hasDraft(rows, report.id);
  const rights = reportRights({ roles, hasDraft: drafted });
  return demand({ report, roles, hasDraft: drafted, rights }, action);
}

export async function authorizeCommittee(
  rows: Rows,
  asker: Asker,
  committeeId: CommitteeId,
  action: CommitteeAction,
): Promise<CommitteeAccess> {
  return demand(await findCommitteeAccess(rows, asker, committeeId), action);
}

/** A committee with the rights in it, empty ones too; undefined for an unknown one. */
export async function findCommitteeAccess(
  rows: Rows,
  asker: Asker,
  committeeId: CommitteeId,
): Promise<CommitteeAccess | undefined> {
  const committee = await findCommittee(rows, committeeId);
  if (committee === undefined) return undefined;
  const person = await findPerson(rows, asker.personId);
  const standing = {
    roles: await listRoles(rows, committee.id, asker.personId),
    // Anyone may sign in as the administrator of the demo.
    admin: person?.admin === 1 && person.demo === 0,
    hasChair: await hasChair(rows, committee.id),
  };
  return { committee, standing, roles: standing.roles, rights: committeeRights(standing) };
}

/** A right on a text is the right on the section or part that owns it. */
export async function authorizeDocument(
  rows: Rows,
  asker: Asker,
  documentId: DocumentId,
  action: 'read' | 'comment' | 'edit',
): Promise<DocumentAccess> {
  return demand(await findDocumentAccess(rows, asker, documentId), action);
}

/** The owner of a text with the rights on it, empty ones too; undefined for an unknown text. */
export async function findDocumentAccess(
  rows: Rows,
  asker: Asker,
  documentId: DocumentId,
): Promise<DocumentAccess | undefined> {
  const section = await findSectionOfDocument(rows, documentId);
  if (section !== undefined) {
    const access = await accessOfSection(rows, asker, section);
    return access && { kind: 'section', ...access };
  }
  const part = await findPartOfDocument(rows, documentId);
  const access = part && (await accessOfPart(rows, asker, part));
  return access && { kind: 'part', ...access };
}

/** What a person may do with a section of a committee in which they hold these roles. */
export function rightsOnSection(
  section: SectionRow,
  coEditorIds: readonly PersonId[],
  roles: readonly CommitteeRole[],
  personId: PersonId,
): readonly SectionAction[] {
  const rights = sectionRights({
    roles,
    // Who left the committee has left its sections, whatever they once were to them.
    relation: roles.length === 0 ? 'none' : relationOf(section, coEditorIds, personId),
    state: section.state,
    visibility: section.visibility,
  });
  // A container has no text: there is nothing to read, write or submit.
  return section.document_id === null ? rights.filter((right) => right === 'see') : rights;
}

function relationOf(section: SectionRow, coEditorIds: readonly PersonId[], personId: PersonId): SectionRelation {
  if (section.owner_id === personId) return 'owner';
  return coEditorIds.includes(personId) ? 'coEditor' : 'none';
}

async function accessOfSection(rows: Rows, asker: Asker, section: SectionRow): Promise<SectionAccess | undefined> {
  const report = await findReport(rows, section.report_id);
  if (report === undefined) return undefined;
  const roles = await listRoles(rows, report.committee_id, asker.personId);
  const coEditorIds = await listCoEditors(rows, section.id);
  return { section, report, coEditorIds, roles, rights: rightsOnSection(section, coEditorIds, roles, asker.personId) };
}

async function accessOfPart(rows: Rows, asker: Asker, part: PartRow): Promise<PartAccess | undefined> {
  const report = await findReport(rows, part.report_id);
  if (report === undefined) return undefined;
  const roles = await listRoles(rows, report.committee_id, asker.personId);
  return { part, report, roles, rights: partRights({ roles, hasDraft: await hasDraft(rows, report.id) }) };
}

function demand<Access extends { readonly rights: readonly string[] }>(
  access: Access | undefined,
  action: string,
): Access {
  if (access === undefined || !access.rights.includes('see')) throw new DomainError('not_found');
  if (!access.rights.includes(action)) throw new DomainError('forbidden');
  return access;
}
