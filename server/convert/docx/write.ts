import { Document, Header, Packer, PageNumber, Paragraph, type Table, TextRun, type ICommentOptions } from 'docx';
import { dayOf, formatTime } from '#shared/vietnamese/calendar.ts';
import type { ReportComment } from '#server/convert/comments.ts';
import { measureOf, type LayoutProfile } from '#shared/document/layout-profile.ts';
import type { Report, ReportBlock } from '#server/convert/report.ts';
import { endingTable, headBlocks } from './frame.ts';
import { twips } from './measure.ts';
import { placeBlocks, type PlacedBlock } from './neighbours.ts';
import { numberingOptions } from './numbering.ts';
import { paragraph, picture } from './paragraphs.ts';
import { paragraphStyles } from './styles.ts';
import { table } from './tables.ts';

/** Word of 2013 and later; without it each file opens in a mode that lays out as an older Word did. */
const WORD_VERSION = 15;

/** The report as a Word file. */
export async function writeDocx(report: Report): Promise<Uint8Array> {
  const { profile } = report;
  const document = new Document({
    title: report.title
      .map((line) => line.text)
      .slice(0, 2)
      .join(' '),
    creator: issuerOf(report),
    lastModifiedBy: issuerOf(report),
    compatibility: { version: WORD_VERSION },
    styles: {
      default: {
        document: {
          run: {
            font: profile.defaultFont.family.value,
            size: profile.defaultFont.sizePt.default * 2,
            color: profile.defaultFont.colour.value.slice(1),
            language: { value: profile.defaultFont.language.value },
          },
        },
      },
      paragraphStyles: paragraphStyles(profile),
    },
    numbering: numberingOptions(report),
    ...(report.comments.length === 0 ? {} : { comments: { children: report.comments.map(comment) } }),
    // Each appendix is a section of the file: its pages are numbered for themselves.
    sections: writtenSections(report).map((children) => ({ ...pageOf(report), children })),
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function issuerOf(report: Report): string {
  return report.frame.header.flat(2).find((line) => line.component === 'issuingOrg')?.text ?? '';
}

/** The page, and its number on all but the first. */
function pageOf({ profile }: Report) {
  const { page } = profile;
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: twips(page.widthMm.value), height: twips(page.heightMm.value) },
        margin: {
          top: twips(measureOf(page.marginsMm.top)),
          bottom: twips(measureOf(page.marginsMm.bottom)),
          left: twips(measureOf(page.marginsMm.left)),
          right: twips(measureOf(page.marginsMm.right)),
          header: twips(page.headerDistanceMm.value),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      default: new Header({
        children: [new Paragraph({ style: 'pageNumber', children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
      }),
      first: new Header({ children: [new Paragraph({ style: 'pageNumber' })] }),
    },
  };
}

function comment(source: ReportComment): ICommentOptions {
  return {
    id: source.number,
    author: source.author,
    initials: source.initials,
    date: clockDate(source.at),
    ...(source.answers === null ? {} : { parentId: source.answers }),
    children: source.lines.map((line) => new Paragraph({ children: [new TextRun(line)] })),
  };
}

/** Word shows the hour of a comment as it is written and knows no zone, whatever letter stands behind it: it gets the committee's. */
function clockDate(instant: number): Date {
  return new Date(`${dayOf(instant)}T${formatTime(instant)}:00Z`);
}

/** The text, signed, and each appendix. */
function writtenSections(report: Report): readonly (Paragraph | Table)[][] {
  const placed = placeBlocks(report);
  const starts = placed.flatMap(({ startsAppendix }, at) => (startsAppendix ? [at] : []));
  const written = placed.map((one, at) => blockOf(report.profile, one, placed[at + 1]?.block));
  const [text = [], ...appendices] = [0, ...starts].map((from, at) => written.slice(from, starts[at]).flat());
  return [[...headBlocks(report), ...text, ...endingBlocks(report)], ...appendices];
}

function blockOf(
  profile: LayoutProfile,
  { block, ...place }: PlacedBlock,
  next: ReportBlock | undefined,
): (Paragraph | Table)[] {
  switch (block.type) {
    case 'paragraph':
      return [paragraph(profile, { block, ...place })];
    case 'picture':
      return [picture(profile, { block, ...place })];
    case 'table': {
      const isFollowed = next?.type === 'paragraph' && next.style === 'tableSource';
      return [table(profile, { block, ...place }), ...(isFollowed ? [] : [gap(place)])];
    }
    case 'pageBreak':
      // What comes after the break carries it itself, without an empty line at the top of its page.
      if (next?.type === 'paragraph' || next?.type === 'picture') return [];
      return [new Paragraph({ style: 'tableGap', pageBreakBefore: true })];
  }
}

function gap({ keepNext }: { readonly keepNext: boolean }): Paragraph {
  return new Paragraph({ style: 'tableGap', ...(keepNext ? { keepNext } : {}) });
}

/** They stay with the last line of the text: a signature alone on its page could be put under any other. */
function endingBlocks({ profile, frame: { ending } }: Report): (Paragraph | Table)[] {
  if (ending === null) return [];
  return [new Paragraph({ style: 'tableBody', keepNext: true }), endingTable(profile, ending)];
}
