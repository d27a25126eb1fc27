import { z } from 'zod';
import { textOfBlock, type DocumentContent, type Paragraph } from '#shared/document/document.ts';
import { DomainError } from '#shared/model/errors.ts';
import type { BlockId, DocumentId, ImageId, ReportId } from '#shared/model/ids.ts';
import { blockId, imageId } from '#shared/protocol/fields.ts';
import { authorizePart, authorizeReport, authorizeSection, type Asker } from '#server/access/authorize.ts';
import type { Context } from '#server/context.ts';
import { headingPlaces } from '#server/domain/outline.ts';
import { headingIdOf, titleIdOf } from '#server/domain/placing.ts';
import { findDraftByNumber, listDraftParts } from '#server/storage/rows/drafts.ts';
import { listParts, listPartsEver } from '#server/storage/rows/parts.ts';
import type { ReportRow } from '#server/storage/rows/reports.ts';
import { loadVersionContent } from '#server/storage/rows/versions.ts';
import type { ExportSource } from './export-source.ts';
import { loadOutlineTexts } from './outline-paper.ts';
import { parsePrintedOffice, type PrintedOffice } from './printed-office.ts';
import { labelOf, loadReportView, placeOf, titleWithLabel } from './report-view.ts';

/** What is exported before it is dressed with pictures, comments and the paper's head. */
export interface ExportTexts {
  readonly report: Pick<ReportRow, 'id' | 'committee_id'>;
  readonly profile: string;
  /** The name of the kind of document, which is printed as the title. */
  readonly documentTitle: string;
  readonly subject: string;
  readonly parts: readonly PlacedText[];
  /** Where the headings of sections and the titles of parts stand in the outline. */
  readonly headings: readonly (readonly [BlockId, readonly number[]])[];
  readonly documentIds: readonly DocumentId[];
  readonly draft: {
    readonly number: number;
    readonly at: number;
    readonly office: PrintedOffice;
    /** What was a part's own when it was frozen goes with the draft, for whoever exports it. */
    readonly imageIds: ReadonlySet<ImageId>;
  } | null;
  /** What the file is called by. */
  readonly fileTitle: string;
  readonly isWhole: boolean;
}

/** A text and where it stands: on which level of the report, and where its numbers begin; a part's title bears its own. */
export interface PlacedText {
  readonly depth: number;
  readonly place?: readonly number[];
  readonly content: DocumentContent;
}

/** Throws `not_found`, and `export/draft-unknown` for a draft that the report has not. */
export async function loadExportTexts(context: Context, asker: Asker, source: ExportSource): Promise<ExportTexts> {
  switch (source.kind) {
    case 'report':
      return source.draft === null
        ? loadReportTexts(context, asker, source.id)
        : loadDraftTexts(context, asker, source.id, source.draft);
    case 'part': {
      const { part, report } = await authorizePart(context.storage.rows, asker, source.id, 'read');
      const view = await loadReportView(context, asker, report.id);
      const { content } = await context.documents.read(part.document_id);
      const stand = placeOf(view, part.top_section_id);
      const titleId = titleIdOf(part.id);
      return {
        ...namesOf(report),
        parts: ownTexts({ id: titleId, title: part.title, ...stand }, content),
        headings: [...headingPlaces(view.numbers), [titleId, stand.place]],
        documentIds: [part.document_id],
        draft: null,
        fileTitle: `${labelOf(view, part.top_section_id)} ${part.title}`.trim(),
        isWhole: false,
      };
    }
    case 'section': {
      const { section, report } = await authorizeSection(context.storage.rows, asker, source.id, 'read');
      if (section.document_id === null) throw new DomainError('not_found');
      const view = await loadReportView(context, asker, report.id);
      const { content } = await context.documents.read(section.document_id);
      return {
        ...namesOf(report),
        parts: ownTexts({ id: headingIdOf(section.id), title: section.title, ...placeOf(view, section.id) }, content),
        headings: [...headingPlaces(view.numbers)],
        documentIds: [section.document_id],
        draft: null,
        fileTitle: titleWithLabel(view, section),
        isWhole: false,
      };
    }
    case 'outline':
      return loadOutlineTexts(context, asker, source.id);
  }
}

/** The report as it is now. */
async function loadReportTexts(context: Context, asker: Asker, id: ReportId): Promise<ExportTexts> {
  const view = await loadReportView(context, asker, id);
  const { report } = view.access;
  const parts = await listParts(context.storage.rows, id);
  const texts: PlacedText[] = [];
  for (const part of parts) {
    const { content } = await context.documents.read(part.document_id);
    const place = placeOf(view, part.top_section_id);
    texts.push(...partTexts({ id: titleIdOf(part.id), title: part.title, ...place }, content));
  }
  return {
    ...namesOf(report),
    parts: texts,
    headings: [
      ...headingPlaces(view.numbers),
      ...parts.map((part) => [titleIdOf(part.id), placeOf(view, part.top_section_id).place] as const),
    ],
    documentIds: parts.map((part) => part.document_id),
    draft: null,
    fileTitle: report.document_title,
    isWhole: true,
  };
}

function namesOf(report: ReportRow) {
  return { report, profile: report.profile, documentTitle: report.document_title, subject: report.subject };
}

const storedPlace = z.array(z.number());
const storedImages = z.array(imageId);
const storedHeadings = z.array(z.tuple([blockId, storedPlace]));

/** A draft as it was frozen: whatever the outline has become and whoever asks. */
async function loadDraftTexts(context: Context, asker: Asker, id: ReportId, number: number): Promise<ExportTexts> {
  const { rows } = context.storage;
  const { report } = await authorizeReport(rows, asker, id, 'see');
  const draft = await findDraftByNumber(rows, id, number);
  if (draft === undefined) throw new DomainError('export/draft-unknown');
  const frozen = await listDraftParts(rows, draft.id);
  const texts: PlacedText[] = [];
  for (const part of frozen) {
    const place = storedPlace.parse(JSON.parse(part.place_json));
    const content = await loadVersionContent(rows, part.version_id);
    texts.push(...partTexts({ id: titleIdOf(part.part_id), title: part.title, depth: part.depth, place }, content));
  }
  const ids = new Set(frozen.map((part) => part.part_id));
  const parts = await listPartsEver(rows, id);
  return {
    report,
    profile: draft.profile,
    documentTitle: draft.document_title,
    subject: draft.subject,
    parts: texts,
    headings: storedHeadings.parse(JSON.parse(draft.headings_json)),
    documentIds: parts.flatMap((part) => (ids.has(part.id) ? [part.document_id] : [])),
    draft: {
      number: draft.number,
      at: draft.at,
      office: parsePrintedOffice(draft.office_json),
      imageIds: new Set(frozen.flatMap((part) => storedImages.parse(JSON.parse(part.images_json)))),
    },
    fileTitle: draft.document_title,
    isWhole: true,
  };
}

/** The title of a part or a section, and where that stands in the outline. */
interface PlacedTitle {
  readonly id: BlockId;
  readonly title: string;
  readonly depth: number;
  readonly place: readonly number[];
}

/**
 * The title of a part and its text. While nothing is written or merged, a numbered part keeps its title, as the numbers after it count it;
 * one without a number, such as an introduction, is left out: its title alone says nothing.
 */
function partTexts(part: PlacedTitle, content: DocumentContent): readonly PlacedText[] {
  const { depth, place } = part;
  const isWritten = content.blocks.some((block) => block.type !== 'paragraph' || textOfBlock(block).trim() !== '');
  return [
    ...(place.length > 0 || isWritten ? [titleText(part)] : []),
    ...(isWritten ? [{ depth, place, content }] : []),
  ];
}

/** A paper of one part or one section: under the head of its report, its own title says what of it this is. */
function ownTexts(title: PlacedTitle, content: DocumentContent): readonly PlacedText[] {
  return [titleText(title), { depth: title.depth, place: title.place, content }];
}

/** A heading, numbered where its section is, else a line of its own. */
function titleText({ id, title, depth, place }: PlacedTitle): PlacedText {
  const isNumbered = place.length > 0;
  const heading: Paragraph = {
    type: 'paragraph',
    id,
    level: isNumbered ? 1 : 0,
    list: 'none',
    indent: 0,
    align: isNumbered ? 'default' : 'center',
    content: [{ type: 'text', text: title, marks: isNumbered ? [] : [{ type: 'bold' }] }],
  };
  return { depth: depth - 1, content: { blocks: [heading] } };
}
