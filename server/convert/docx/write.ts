import {
  Document,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TextRun,
  type ICommentOptions,
} from 'docx';
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
    sections: writtenSections(report).map((section) => ({ ...pageOf(report, section), children: section.children })),
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function issuerOf(report: Report): string {
  return report.frame.header.flat(2).find((line) => line.component === 'issuingOrg')?.text ?? '';
}

/** The page, and its number on all but the first. */
function pageOf({ profile }: Report, { isTurned, isCounted }: WrittenSection) {
  const { page } = profile;
  return {
    properties: {
      ...(isCounted ? { titlePage: true } : {}),
      page: {
        size: {
          width: twips(page.widthMm.value),
          height: twips(page.heightMm.value),
          ...(isTurned ? { orientation: PageOrientation.LANDSCAPE } : {}),
        },
        margin: {
          top: twips(measureOf(page.marginsMm.top)),
          bottom: twips(measureOf(page.marginsMm.bottom)),
          left: twips(measureOf(page.marginsMm.left)),
          right: twips(measureOf(page.marginsMm.right)),
          header: twips(page.headerDistanceMm.value),
        },
        ...(isCounted ? { pageNumbers: { start: 1 } } : {}),
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

/** Pages that lie alike and are counted through: a file has a section for each appendix, and for what is turned on its side. */
interface WrittenSection {
  readonly children: (Paragraph | Table)[];
  readonly isTurned: boolean;
  /** Whether its pages are numbered from the first anew. */
  readonly isCounted: boolean;
}

/** The text, signed, and each appendix. */
function writtenSections(report: Report): readonly WrittenSection[] {
  const placed = placeBlocks(report);
  const appendix = placed.findIndex(({ startsAppendix }) => startsAppendix);
  const lastOfText = appendix === -1 ? placed.length - 1 : appendix - 1;
  let section: WrittenSection = { children: headBlocks(report), isTurned: false, isCounted: true };
  const sections = [section];
  if (lastOfText === -1) section.children.push(...endingBlocks(report));
  for (const [at, one] of placed.entries()) {
    const { isTurned, startsAppendix } = one;
    if (startsAppendix || section.isTurned !== isTurned) {
      section = { children: [], isTurned, isCounted: startsAppendix };
      sections.push(section);
    }
    section.children.push(...blockOf(report.profile, one, placed[at + 1]?.block));
    if (at === lastOfText) section.children.push(...endingBlocks(report));
  }
  return sections;
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
