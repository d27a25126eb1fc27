import type { Paragraph } from '#shared/document/document.ts';
import { DomainError } from '#shared/model/errors.ts';
import {
  idOf,
  type BlockId,
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
import { appendAudit } from '#server/storage/rows/audit.ts';
import { insertCommittee, insertMembership, insertOrganisation } from '#server/storage/rows/committees.ts';
import { insertPart } from '#server/storage/rows/parts.ts';
import { findPersonByLogin, insertPerson } from '#server/storage/rows/people.ts';
import { insertReport, listReports } from '#server/storage/rows/reports.ts';
import { insertSection } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { noteDeed } from './note-deed.ts';
import { transact, type Tell } from './transact.ts';

export interface Founding {
  readonly organisation: {
    readonly name: string;
    readonly parentName: string;
    readonly place: string;
    readonly abbreviation: string;
    readonly profile: string;
    readonly toneStyle: string;
  };
  readonly committee: {
    readonly title: string;
    readonly congress: string;
    readonly term: string;
    readonly startedOn: string;
  };
  readonly people: readonly {
    readonly login: string;
    readonly name: string;
    readonly title: string;
    readonly roles: readonly CommitteeRole[];
    readonly admin: boolean;
  }[];
  /** Its people may be signed in as while the demo is on. */
  readonly demo: boolean;
}

export interface Founded {
  readonly committeeId: CommitteeId;
  /** By login. */
  readonly people: ReadonlyMap<string, PersonId>;
}

/** Makes a committee with its organisation and people. Throws `state_conflict` when a login is taken; then nothing was made. */
export async function foundCommittee(context: Context, founding: Founding): Promise<Founded> {
  const at = context.now();
  const committeeId = idOf<CommitteeId>(context.newId());
  const organisationId = idOf<OrganisationId>(context.newId());
  const { organisation, committee } = founding;
  return transact(context, async (tx) => {
    await insertOrganisation(tx, {
      id: organisationId,
      name: organisation.name,
      parent_name: organisation.parentName,
      place: organisation.place,
      abbreviation: organisation.abbreviation,
      profile: organisation.profile,
      tone_style: organisation.toneStyle,
    });
    await insertCommittee(tx, {
      id: committeeId,
      organisation_id: organisationId,
      title: committee.title,
      congress: committee.congress,
      term: committee.term,
      started_on: committee.startedOn,
    });
    const people = new Map<string, PersonId>();
    for (const [place, person] of founding.people.entries()) {
      const id = idOf<PersonId>(context.newId());
      const login = person.login.toLowerCase();
      if ((await findPersonByLogin(tx, login)) !== undefined) throw new DomainError('state_conflict');
      await insertPerson(tx, {
        id,
        login,
        name: person.name,
        title: person.title,
        admin: person.admin ? 1 : 0,
        demo: founding.demo ? 1 : 0,
        password_hash: null,
        // People made together keep the order in which they are given.
        created_at: at + place,
      });
      for (const role of person.roles) {
        await insertMembership(tx, { committee_id: committeeId, person_id: id, role });
      }
      people.set(person.login, id);
    }
    await appendAudit(tx, {
      at,
      personId: null,
      action: 'committee.found',
      objectKind: 'committee',
      objectId: committeeId,
      details: { people: people.size, demo: founding.demo },
    });
    return { committeeId, people };
  });
}

export interface NewSection {
  /** Of the maker's own choice; it names the section in the answer. */
  readonly key: string;
  readonly title: string;
  readonly numbering: Numbering;
  readonly guidance: string;
  readonly elements: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
  readonly targetWords: number;
  /** A container has none. */
  readonly hasText: boolean;
  readonly ownerId: PersonId | null;
  readonly coEditorIds: readonly PersonId[];
  readonly approverId: PersonId | null;
  readonly startOn: string | null;
  readonly due: string | null;
  readonly visibility: Visibility;
  readonly children: readonly NewSection[];
}

export interface NewReport {
  readonly committeeId: CommitteeId;
  readonly title: string;
  readonly documentTitle: string;
  readonly subject: string;
  readonly profile: string;
  readonly sections: readonly NewSection[];
}

export interface MadeReport {
  readonly reportId: ReportId;
  /** By key. */
  readonly sections: ReadonlyMap<string, { readonly id: SectionId; readonly documentId: DocumentId | null }>;
  /** By the key of their top section. */
  readonly parts: ReadonlyMap<string, { readonly id: PartId; readonly documentId: DocumentId }>;
}

/** Makes a report with its outline, an empty text for each section that is written, and a part for each section at the top. For chair and bureau. */
export async function createReport(context: Context, caller: Caller, input: NewReport): Promise<MadeReport> {
  return transact(context, (tx, tell) => createReportWithin(context, tx, tell, { caller, input }));
}

/** The same inside a transaction of more. */
export async function createReportWithin(
  context: Context,
  tx: Rows,
  tell: Tell,
  { caller, input }: { readonly caller: Caller; readonly input: NewReport },
): Promise<MadeReport> {
  const reportId = idOf<ReportId>(context.newId());
  await authorizeCommittee(tx, caller, input.committeeId, 'createReport');
  await insertReport(tx, {
    id: reportId,
    committee_id: input.committeeId,
    position: (await listReports(tx, input.committeeId)).length,
    title: input.title,
    document_title: input.documentTitle,
    subject: input.subject,
    profile: input.profile,
  });
  const sections = new Map<string, { readonly id: SectionId; readonly documentId: DocumentId | null }>();
  const parts = new Map<string, { readonly id: PartId; readonly documentId: DocumentId }>();
  const write = async (section: NewSection, parentId: SectionId | null, position: number): Promise<SectionId> => {
    const id = idOf<SectionId>(context.newId());
    const documentId = section.hasText ? await createText(context, tx, caller, 'section') : null;
    await insertSection(tx, sectionRow(section, { id, reportId, parentId, position, documentId }), section.coEditorIds);
    sections.set(section.key, { id, documentId });
    for (const [at, child] of section.children.entries()) await write(child, id, at);
    return id;
  };
  for (const [position, top] of input.sections.entries()) {
    const topId = await write(top, null, position);
    const id = idOf<PartId>(context.newId());
    const documentId = await createText(context, tx, caller, 'part');
    await insertPart(tx, {
      id,
      report_id: reportId,
      position,
      top_section_id: topId,
      title: top.title,
      document_id: documentId,
    });
    parts.set(top.key, { id, documentId });
  }
  const details = { sections: sections.size, parts: parts.size };
  await noteDeed(tx, caller, 'report.create', { id: reportId, at: context.now(), details });
  tell({ kind: 'report', reportId });
  return { reportId, sections, parts };
}

/** An empty text, in the transaction of what it belongs to. */
export async function createText(
  context: Context,
  tx: Rows,
  caller: Caller,
  kind: 'section' | 'part',
): Promise<DocumentId> {
  const id = idOf<DocumentId>(context.newId());
  const content = { blocks: [emptyLine(idOf<BlockId>(context.newId()))] };
  await context.documents.createWithin(tx, { id, kind, content, by: caller.personId });
  return id;
}

/** In which every text begins: were it left to the editors, two people who open a new text at once would each make one. */
export function emptyLine(id: BlockId): Paragraph {
  return { type: 'paragraph', id, level: 0, list: 'none', indent: 0, align: 'default', content: [] };
}

/** The row of a new section that nobody has begun. */
export function sectionRow(
  section: NewSection,
  place: {
    readonly id: SectionId;
    readonly reportId: ReportId;
    readonly parentId: SectionId | null;
    readonly position: number;
    readonly documentId: DocumentId | null;
  },
) {
  return {
    id: place.id,
    report_id: place.reportId,
    parent_id: place.parentId,
    position: place.position,
    title: section.title,
    numbering: section.numbering,
    guidance: section.guidance,
    elements_json: JSON.stringify(section.elements),
    target_words: section.targetWords,
    document_id: place.documentId,
    owner_id: section.ownerId,
    approver_id: section.approverId,
    start_on: section.startOn,
    due: section.due,
    visibility: section.visibility,
    state: 'assigned' as const,
    state_changed_at: null,
  };
}
