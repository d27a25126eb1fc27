import { z } from 'zod';
import { textOfBlock, type DocumentContent, type Paragraph } from '#shared/document/document.ts';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { DomainError } from '#shared/model/errors.ts';
import type { BlockId, DocumentId, ImageId, ReportId } from '#shared/model/ids.ts';
import { TONE_STYLES } from '#shared/model/organisation.ts';
import { dayOf } from '#shared/vietnamese/calendar.ts';
import { foldText } from '#shared/vietnamese/fold.ts';
import { authorizePart, authorizeSection, type Asker } from '#server/access/authorize.ts';
import type { Context } from '#server/context.ts';
import { headingPlaces } from '#server/domain/outline.ts';
import { titleIdOf } from '#server/domain/placing.ts';
import { findCommittee, findOrganisation, type OrganisationRow } from '#server/storage/rows/committees.ts';
import { findDraftByNumber, listDraftParts } from '#server/storage/rows/drafts.ts';
import { listImages } from '#server/storage/rows/images.ts';
import { listParts, listPartsEver, type PartRow } from '#server/storage/rows/parts.ts';
import { listPeople } from '#server/storage/rows/people.ts';
import type { ReportRow } from '#server/storage/rows/reports.ts';
import { listMessages, listOpenThreads } from '#server/storage/rows/threads.ts';
import { loadVersionContent } from '#server/storage/rows/versions.ts';
import type { ExportSource } from './export-source.ts';
import { mayReadImage } from './images.ts';
import { labelOf, loadReportView, placeOf, titleWithLabel, type ReportView } from './report-view.ts';

/** What is exported before it is dressed with pictures, comments and the paper's head. */
interface Texts {
  readonly report: ReportRow;
  readonly parts: readonly PlacedText[];
  /** Where the headings of sections and the titles of parts stand in the outline. */
  readonly headings: readonly (readonly [BlockId, readonly number[]])[];
  readonly documentIds: readonly DocumentId[];
  readonly draft: { readonly number: number; readonly at: number } | null;
  readonly typeName: string;
  readonly subject: string;
  readonly isWhole: boolean;
}

/** A text and where it stands: on which level of the report, and where its numbers begin; a part's title bears its own. */
interface PlacedText {
  readonly depth: number;
  readonly place?: readonly number[];
  readonly content: DocumentContent;
}

/** The report with its pictures and comments as the writer of Word files takes it, and the file's name. */
export async function loadExport(context: Context, asker: Asker, source: ExportSource) {
  const texts = await loadTexts(context, asker, source);
  const organisation = await loadOrganisation(context, texts.report);
  const input = {
    profileId: texts.report.profile,
    header: headerOf(texts, organisation),
    parts: texts.parts,
    headings: texts.headings,
    images: await loadImages(
      context,
      asker,
      texts.parts.map((part) => part.content),
    ),
    threads: source.comments === 'open' ? await loadThreads(context, texts.documentIds) : [],
  };
  return { input, name: nameOf(context, texts) };
}

async function loadTexts(context: Context, asker: Asker, source: ExportSource): Promise<Texts> {
  switch (source.kind) {
    case 'report':
      return loadReportTexts(context, asker, source.id, source.draft);
    case 'part': {
      const { part, report } = await authorizePart(context.storage.rows, asker, source.id, 'read');
      const view = await loadReportView(context, asker, report.id);
      const { content } = await context.documents.read(part.document_id);
      return {
        report,
        parts: [{ ...placeOf(view, part.top_section_id), content }],
        headings: [...headingPlaces(view.numbers)],
        documentIds: [part.document_id],
        draft: null,
        typeName: `${labelOf(view, part.top_section_id)} ${part.title}`.trim(),
        subject: report.subject,
        isWhole: false,
      };
    }
    case 'section': {
      const { section, report } = await authorizeSection(context.storage.rows, asker, source.id, 'read');
      if (section.document_id === null) throw new DomainError('not_found');
      const view = await loadReportView(context, asker, report.id);
      const { content } = await context.documents.read(section.document_id);
      return {
        report,
        parts: [{ ...placeOf(view, section.id), content }],
        headings: [...headingPlaces(view.numbers)],
        documentIds: [section.document_id],
        draft: null,
        typeName: titleWithLabel(view, section),
        subject: report.subject,
        isWhole: false,
      };
    }
  }
}

async function loadReportTexts(
  context: Context,
  asker: Asker,
  id: ReportId,
  draftNumber: number | null,
): Promise<Texts> {
  const { rows } = context.storage;
  const view = await loadReportView(context, asker, id);
  const { report } = view.access;
  const all = draftNumber === null ? await listParts(rows, id) : await listPartsEver(rows, id);
  const draft = draftNumber === null ? undefined : await findDraftByNumber(rows, id, draftNumber);
  if (draftNumber !== null && draft === undefined) throw new DomainError('export/draft-unknown');
  const frozen = new Map(
    draft === undefined ? [] : (await listDraftParts(rows, draft.id)).map((one) => [one.part_id, one.version_id]),
  );
  // A part that came after the draft is not in it.
  const parts = draft === undefined ? all : all.filter((part) => frozen.has(part.id));
  const texts: PlacedText[] = [];
  for (const part of parts) {
    const versionId = frozen.get(part.id);
    const content =
      versionId === undefined
        ? (await context.documents.read(part.document_id)).content
        : await loadVersionContent(rows, versionId);
    texts.push(...partTexts(view, part, content));
  }
  return {
    report,
    parts: texts,
    headings: [
      ...headingPlaces(view.numbers),
      ...parts.map((part) => [titleIdOf(part.id), placeOf(view, part.top_section_id).place] as const),
    ],
    documentIds: parts.map((part) => part.document_id),
    draft: draft === undefined ? null : { number: draft.number, at: draft.at },
    typeName: report.document_title,
    subject: report.subject,
    isWhole: true,
  };
}

/**
 * The title of a part and its text. While nothing is written or merged, a numbered part keeps its title, as the numbers after it count it;
 * one without a number, such as an introduction, is left out: its title alone says nothing.
 */
function partTexts(view: ReportView, part: PartRow, content: DocumentContent): readonly PlacedText[] {
  const { depth, place } = placeOf(view, part.top_section_id);
  const isNumbered = place.length > 0;
  const isWritten = content.blocks.some((block) => block.type !== 'paragraph' || textOfBlock(block).trim() !== '');
  const title = { depth: depth - 1, content: { blocks: [titleOf(part, isNumbered)] } };
  return [...(isNumbered || isWritten ? [title] : []), ...(isWritten ? [{ depth, place, content }] : [])];
}

/** The heading of a part: numbered where its section is, else a line of its own. */
function titleOf(part: PartRow, isNumbered: boolean): Paragraph {
  return {
    type: 'paragraph',
    id: titleIdOf(part.id),
    level: isNumbered ? 1 : 0,
    list: 'none',
    indent: 0,
    align: isNumbered ? 'default' : 'center',
    content: [{ type: 'text', text: part.title, marks: isNumbered ? [] : [{ type: 'bold' }] }],
  };
}

async function loadOrganisation(context: Context, report: ReportRow): Promise<OrganisationRow> {
  const committee = await findCommittee(context.storage.rows, report.committee_id);
  const organisation =
    committee === undefined ? undefined : await findOrganisation(context.storage.rows, committee.organisation_id);
  if (organisation === undefined) throw new Error(`The report ${report.id} has no organisation`);
  return organisation;
}

/** Number and date stay open for the pen, and so does what the office has not said of its signature. */
function headerOf(texts: Texts, organisation: OrganisationRow) {
  const { typeAbbreviations } = layoutProfileOf(texts.report.profile);
  const toneStyle = TONE_STYLES.find((style) => style === organisation.tone_style);
  return {
    parentOrg: organisation.parent_name === '' ? null : organisation.parent_name,
    issuingOrg: organisation.name,
    docNumber: {
      number: null,
      type: typeOf(typeAbbreviations.value, texts.report.document_title),
      org: organisation.abbreviation,
    },
    place: organisation.place,
    date: texts.draft === null ? null : dateOf(texts.draft.at),
    draftNumber: texts.draft?.number ?? null,
    typeName: texts.typeName,
    subject: texts.subject,
    ...(toneStyle === undefined ? {} : { toneStyle }),
    ...(texts.isWhole ? { ending: endingOf(organisation) } : {}),
  };
}

const recipientsSchema = z.array(z.string());

function endingOf(organisation: OrganisationRow) {
  return {
    form: organisation.signature_form,
    body: orOpen(organisation.signature_body),
    position: orOpen(organisation.signer_position),
    name: orOpen(organisation.signer_name),
    recipients: recipientsSchema.parse(JSON.parse(organisation.recipients_json)),
  };
}

function orOpen(text: string): string | null {
  return text === '' ? null : text;
}

/** What stands for a kind of document in its number, by the longest name that its title begins with; open for the pen where none does. */
function typeOf(abbreviations: Readonly<Record<string, string>>, title: string): string {
  const names = Object.keys(abbreviations).filter((name) => ` ${foldText(title)} `.startsWith(` ${foldText(name)} `));
  const longest = names.reduce((best, name) => (name.length > best.length ? name : best), '');
  return abbreviations[longest] ?? '\u00a0\u00a0';
}

function dateOf(at: number): { readonly day: number; readonly month: number; readonly year: number } {
  const [year = 0, month = 0, day = 0] = dayOf(at).split('-').map(Number);
  return { day, month, year };
}

/** Only pictures that the person may see: a text can name any. */
async function loadImages(context: Context, asker: Asker, contents: readonly DocumentContent[]) {
  const { rows } = context.storage;
  const ids = new Set(
    contents.flatMap(({ blocks }) =>
      blocks.flatMap((block): ImageId[] => (block.type === 'image' ? [block.imageId] : [])),
    ),
  );
  const images: Record<string, { bytes: Uint8Array; width: number; height: number; mime: 'image/png' | 'image/jpeg' }> =
    {};
  for (const image of await listImages(rows, [...ids])) {
    const bytes = (await mayReadImage(rows, asker, image)) ? await context.files.read('image', image.id) : undefined;
    if (bytes === undefined) continue;
    const mime = image.mime === 'image/png' ? 'image/png' : 'image/jpeg';
    images[image.id] = { bytes, width: image.width, height: image.height, mime };
  }
  return images;
}

async function loadThreads(context: Context, documentIds: readonly DocumentId[]) {
  const { rows } = context.storage;
  const threads = await listOpenThreads(rows, documentIds);
  const messages = await listMessages(
    rows,
    threads.map((thread) => thread.id),
  );
  const people = await listPeople(rows, [...new Set(messages.map((message) => message.by_id))]);
  const names = new Map(people.map((person) => [person.id, person.name]));
  return threads.map((thread) => ({
    id: thread.id,
    messages: messages
      .filter((message) => message.thread_id === thread.id)
      .map((message) => ({ author: names.get(message.by_id) ?? '', at: message.at, text: message.text })),
  }));
}

const LONGEST_NAME = 60;

/** Plain letters alone, so that the name means the same to every system: `bao-cao-chinh-tri-lan-2-2020-04-10.docx`. */
function nameOf(context: Context, texts: Texts): string {
  const title = foldText(texts.typeName)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, '');
  const draft = texts.draft === null ? [] : [`lan-${texts.draft.number}`];
  return `${[title, ...draft, dayOf(texts.draft?.at ?? context.now())].filter((one) => one !== '').join('-')}.docx`;
}
