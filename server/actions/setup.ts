import { DomainError } from '#shared/model/errors.ts';
import {
  idOf,
  type CommitteeId,
  type DocumentId,
  type OrganisationId,
  type PartId,
  type PersonId,
  type ReportId,
  type SectionId,
} from '#shared/model/ids.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import type { Numbering, Visibility } from '#shared/model/section.ts';
import { authorizeCommittee } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { appendAudit, hasAuditEntry } from '#server/storage/rows/audit.ts';
import { insertCommittee, insertMembership, insertOrganisation } from '#server/storage/rows/committees.ts';
import { insertPart } from '#server/storage/rows/parts.ts';
import { findPersonByLogin, insertPerson, listDemoPeople } from '#server/storage/rows/people.ts';
import { insertReport, listReports } from '#server/storage/rows/reports.ts';
import { insertSection } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { transact } from './transact.ts';

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly title: string;
  readonly admin: boolean;
  /** May be signed in as without a password, while the demo is on. */
  readonly demo: boolean;
}

/** Adds a person, who has no password yet. Throws `forbidden` for who isn't an administrator, `state_conflict` when the login is taken. */
export async function createPerson(context: Context, caller: Caller, input: NewPerson): Promise<{ id: PersonId }> {
  demandAdmin(caller);
  return transact(context, (tx) => writePerson(context, tx, caller.personId, input));
}

/** Adds the first administrator of the founding example, whom no other could add. Throws `forbidden` while the demo is off. */
export async function createDemoAdmin(
  context: Context,
  input: Omit<NewPerson, 'admin' | 'demo'>,
): Promise<{ id: PersonId }> {
  if (!context.demo) throw new DomainError('forbidden');
  return transact(context, (tx) => writePerson(context, tx, null, { ...input, admin: true, demo: true }));
}

export interface NewCommittee {
  readonly organisation: {
    readonly name: string;
    readonly parentName: string;
    readonly place: string;
    readonly abbreviation: string;
    readonly profile: string;
    readonly toneStyle: string;
  };
  readonly title: string;
  readonly congress: string;
  readonly term: string;
  readonly startedOn: string;
  readonly members: readonly { readonly personId: PersonId; readonly roles: readonly CommitteeRole[] }[];
}

/** Adds an organisation with its committee and the roles of its people. Throws `forbidden` for who isn't an administrator. */
export async function createCommittee(
  context: Context,
  caller: Caller,
  input: NewCommittee,
): Promise<{ id: CommitteeId }> {
  demandAdmin(caller);
  const organisationId = idOf<OrganisationId>(context.newId());
  const id = idOf<CommitteeId>(context.newId());
  const { organisation, title, congress, term, startedOn } = input;
  await transact(context, async (tx) => {
    await insertOrganisation(tx, {
      id: organisationId,
      name: organisation.name,
      parent_name: organisation.parentName,
      place: organisation.place,
      abbreviation: organisation.abbreviation,
      profile: organisation.profile,
      tone_style: organisation.toneStyle,
    });
    await insertCommittee(tx, { id, organisation_id: organisationId, title, congress, term, started_on: startedOn });
    await noteNew(context, tx, caller.personId, 'committee', id);
    for (const { personId, roles } of input.members) {
      for (const role of roles) await appoint(context, tx, caller.personId, { committeeId: id, personId, role });
    }
  });
  return { id };
}

export interface NewSection {
  readonly title: string;
  readonly numbering: Numbering;
  readonly guidance: string;
  readonly elements: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
  readonly targetWords: number;
  readonly ownerId: PersonId | null;
  readonly coEditorIds: readonly PersonId[];
  readonly approverId: PersonId | null;
  readonly startOn: string | null;
  readonly due: string | null;
  readonly visibility: Visibility;
  /** A section with children is a container and has no text of its own. */
  readonly children: readonly NewSection[];
}

export interface NewReport {
  readonly committeeId: CommitteeId;
  readonly title: string;
  readonly documentTitle: string;
  readonly subject: string;
  readonly profile: string;
  readonly outline: readonly NewSection[];
}

/** In the shape of the outline that was given. */
export interface MadeSection {
  readonly id: SectionId;
  readonly documentId: DocumentId | null;
  readonly children: readonly MadeSection[];
}

export interface MadeReport {
  readonly id: ReportId;
  readonly outline: readonly MadeSection[];
  readonly parts: readonly { readonly id: PartId; readonly documentId: DocumentId; readonly topSectionId: SectionId }[];
}

/**
 * Adds a report with its outline: an empty text for each section that is written, and one part for each section at the top.
 * Throws `not_found` for a committee that the caller has no role in, `forbidden` for who is neither chair nor bureau.
 */
export async function createReport(context: Context, caller: Caller, input: NewReport): Promise<MadeReport> {
  const id = idOf<ReportId>(context.newId());
  const { committeeId, title, documentTitle, subject, profile } = input;
  return transact(context, async (tx, tell) => {
    const { roles } = await authorizeCommittee(tx, caller, committeeId);
    if (!roles.includes('chair') && !roles.includes('bureau')) throw new DomainError('forbidden');
    const position = (await listReports(tx, committeeId)).length;
    await insertReport(tx, {
      id,
      committee_id: committeeId,
      position,
      title,
      document_title: documentTitle,
      subject,
      profile,
    });
    await noteNew(context, tx, caller.personId, 'report', id);
    const outline = await writeSections({ context, tx, caller, reportId: id }, null, input.outline);
    const parts = await writeParts({ context, tx, caller, reportId: id }, input.outline, outline);
    tell({ kind: 'report', reportId: id });
    return { id, outline, parts };
  });
}

interface Writing {
  readonly context: Context;
  readonly tx: Rows;
  readonly caller: Caller;
  readonly reportId: ReportId;
}

async function writeSections(
  writing: Writing,
  parentId: SectionId | null,
  sections: readonly NewSection[],
): Promise<readonly MadeSection[]> {
  const made: MadeSection[] = [];
  for (const [position, section] of sections.entries())
    made.push(await writeSection(writing, parentId, position, section));
  return made;
}

async function writeSection(
  writing: Writing,
  parentId: SectionId | null,
  position: number,
  section: NewSection,
): Promise<MadeSection> {
  const { context, tx, reportId } = writing;
  const id = idOf<SectionId>(context.newId());
  const documentId = section.children.length > 0 ? null : await writeEmptyText(writing, 'section');
  const row = {
    id,
    report_id: reportId,
    parent_id: parentId,
    position,
    title: section.title,
    numbering: section.numbering,
    guidance: section.guidance,
    elements_json: JSON.stringify(section.elements),
    target_words: section.targetWords,
    document_id: documentId,
    owner_id: section.ownerId,
    approver_id: section.approverId,
    start_on: section.startOn,
    due: section.due,
    visibility: section.visibility,
    state: 'assigned' as const,
    state_changed_at: context.now(),
  };
  await insertSection(tx, row, section.coEditorIds);
  return { id, documentId, children: await writeSections(writing, id, section.children) };
}

async function writeParts(
  writing: Writing,
  outline: readonly NewSection[],
  made: readonly MadeSection[],
): Promise<MadeReport['parts']> {
  const parts: MadeReport['parts'][number][] = [];
  for (const [position, { id: topSectionId }] of made.entries()) {
    const id = idOf<PartId>(writing.context.newId());
    const documentId = await writeEmptyText(writing, 'part');
    const title = outline[position]?.title ?? '';
    await insertPart(writing.tx, {
      id,
      report_id: writing.reportId,
      position,
      top_section_id: topSectionId,
      title,
      document_id: documentId,
    });
    parts.push({ id, documentId, topSectionId });
  }
  return parts;
}

async function writeEmptyText({ context, tx, caller }: Writing, kind: 'section' | 'part'): Promise<DocumentId> {
  const id = idOf<DocumentId>(context.newId());
  await context.documents.createWithin(tx, { id, kind, content: { blocks: [] }, by: caller.personId });
  return id;
}

async function writePerson(
  context: Context,
  tx: Rows,
  by: PersonId | null,
  input: NewPerson,
): Promise<{ id: PersonId }> {
  const id = idOf<PersonId>(context.newId());
  const login = input.login.trim().toLowerCase();
  if ((await findPersonByLogin(tx, login)) !== undefined) throw new DomainError('state_conflict');
  await insertPerson(tx, {
    id,
    login,
    name: input.name.normalize('NFC'),
    title: input.title.normalize('NFC'),
    admin: input.admin ? 1 : 0,
    demo: input.demo ? 1 : 0,
    password_hash: null,
    created_at: context.now(),
  });
  await noteNew(context, tx, by, 'person', id);
  return { id };
}

async function appoint(
  context: Context,
  tx: Rows,
  by: PersonId,
  {
    committeeId,
    personId,
    role,
  }: { readonly committeeId: CommitteeId; readonly personId: PersonId; readonly role: CommitteeRole },
): Promise<void> {
  await insertMembership(tx, { committee_id: committeeId, person_id: personId, role });
  await appendAudit(tx, {
    at: context.now(),
    personId: by,
    action: 'membership.create',
    objectKind: 'committee',
    objectId: committeeId,
    details: { personId, role },
  });
}

async function noteNew(context: Context, tx: Rows, by: PersonId | null, kind: string, id: string): Promise<void> {
  await appendAudit(tx, {
    at: context.now(),
    personId: by,
    action: `${kind}.create`,
    objectKind: kind,
    objectId: id,
    details: {},
  });
}

/** Whether the founding example is in the store, whole. */
export async function findDemo(context: Context): Promise<'absent' | 'cut off' | 'there'> {
  const { rows } = context.storage;
  if ((await listDemoPeople(rows)).length === 0) return 'absent';
  return (await hasAuditEntry(rows, DEMO_PLAYED)) ? 'there' : 'cut off';
}

/** Notes that all of the founding example is in the store. */
export async function finishDemo(context: Context): Promise<void> {
  const at = context.now();
  const entry = { at, personId: null, action: DEMO_PLAYED, objectKind: 'demo', objectId: 'demo', details: {} };
  await transact(context, (tx) => appendAudit(tx, entry));
}

const DEMO_PLAYED = 'demo.play';

function demandAdmin(caller: Caller): void {
  if (!caller.admin) throw new DomainError('forbidden');
}
