import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  ExternalHyperlink,
  ImageRun,
  Paragraph,
  TextRun,
  type IIndentAttributesProperties,
  type ParagraphChild,
} from 'docx';
import {
  measureOf,
  textHeightMm,
  textWidthMm,
  type ComponentLook,
  type LayoutProfile,
} from '#shared/document/layout-profile.ts';
import type { ReportParagraph, ReportPicture, Run } from '#server/convert/report.ts';
import { withWholeSpans } from '#server/convert/text-width.ts';
import { twips } from './measure.ts';
import type { PlacedBlock } from './neighbours.ts';
import { literalLabel, numberingOf } from './numbering.ts';
import { alignmentOf } from './styles.ts';
import { evenIndent } from './title-lines.ts';

const PIXELS_PER_MM = 96 / 25.4;
/** Room that a picture as high as its page leaves for the gap above it. */
const LINE_MM = 10;

export function paragraph(
  profile: LayoutProfile,
  { block, ...place }: Omit<PlacedBlock<ReportParagraph>, 'startsAppendix' | 'isTurned'>,
): Paragraph {
  const { number } = block;
  const literal = number === null ? null : literalLabel(profile, number);
  const space = block.runs.length === 0 ? '' : ' ';
  const runs = titleLook(profile, block) === undefined ? block.runs : block.runs.map(withWholeSpansIn);
  return new Paragraph({
    style: block.style,
    ...placeOf(place),
    ...spacingOf(profile, block, place),
    ...(block.align === 'default' ? {} : { alignment: alignmentOf(block.align) }),
    ...indentOf(profile, block),
    ...(number === null ? {} : { numbering: numberingOf(number) }),
    children: [...(literal === null ? [] : [new TextRun(`${literal}${space}`)]), ...runs.flatMap(runChildren)],
  });
}

/** Only what is so: a false would take away what the style has. */
function placeOf({ keepNext, startsPage }: Pick<PlacedBlock, 'keepNext' | 'startsPage'>): {
  keepNext?: true;
  pageBreakBefore?: true;
} {
  return { ...(keepNext ? { keepNext } : {}), ...(startsPage ? { pageBreakBefore: true } : {}) };
}

/** Text keeps the distance between paragraphs from a table under it; a title of the table has its own. */
function spacingOf(
  profile: LayoutProfile,
  block: ReportParagraph,
  { isOverTable }: Pick<PlacedBlock, 'isOverTable'>,
): { spacing?: { after: number } } {
  if (!isOverTable || block.style.startsWith('table')) return {};
  return { spacing: { after: measureOf(profile.components.body.spaceBeforePt, 0) * 20 } };
}

/** What is centred has no first line to set in, nor has an item in a cell, whose list has one; the lines of a title are even. */
function indentOf(profile: LayoutProfile, block: ReportParagraph): { indent?: IIndentAttributesProperties } {
  const isCentred = block.align === 'center' || block.align === 'right';
  const isInTable = block.style.startsWith('table');
  const look = block.indent === 0 ? titleLook(profile, block) : undefined;
  const left = twips(block.indent * measureOf(profile.components.body.firstLineIndentMm));
  const indent = {
    ...(block.indent === 0 ? {} : { left }),
    ...(look === undefined ? undefined : evenIndent(profile, look, textOf(block))),
    ...(isInTable && block.number !== null ? { left, firstLine: 0 } : {}),
    ...(isCentred && !isInTable ? { firstLine: 0 } : {}),
  };
  return Object.keys(indent).length === 0 ? {} : { indent };
}

function withWholeSpansIn(source: Run): Run {
  return { ...source, text: withWholeSpans(source.text) };
}

/** The look of a centred line, if it is a title. Where a person broke or placed one by hand, it stays so. */
function titleLook({ components }: LayoutProfile, block: ReportParagraph): ComponentLook | undefined {
  if (block.align !== 'default' && block.align !== 'center') return undefined;
  if (block.runs.some((one) => one.isBreak)) return undefined;
  if (block.style === 'tableCaption') return components.table.caption;
  if (block.style === 'appendix') return components.appendix.title;
  const rule = components.headings.find(({ key }) => block.style === key || block.style === `${key}Title`);
  if (rule?.key === block.style) return block.align === 'center' ? rule.label : undefined;
  return rule?.title;
}

function textOf(block: ReportParagraph): string {
  const label = block.number === null ? '' : `${block.number.text} `;
  return label + block.runs.map((one) => one.text).join('');
}

/** A run between the edges of its comments. The reference, which shows the comment, stands right behind the words. */
function runChildren(source: Run): readonly ParagraphChild[] {
  return [
    ...source.begins.map((number) => new CommentRangeStart(number)),
    run(source),
    ...source.ends.flatMap((number) => [
      new CommentRangeEnd(number),
      new TextRun({ children: [new CommentReference(number)] }),
    ]),
  ];
}

function run(source: Run): ParagraphChild {
  if (source.isBreak) return new TextRun({ break: 1 });
  const text = new TextRun({
    text: source.text,
    // Only what a person set: a false would take away the bold of a heading's style.
    ...(source.bold ? { bold: true } : {}),
    ...(source.italic ? { italics: true } : {}),
    ...(source.underline ? { underline: {} } : {}),
    ...(source.strike ? { strike: true } : {}),
    ...(source.superscript ? { superScript: true } : {}),
    ...(source.subscript ? { subScript: true } : {}),
  });
  return source.href === null ? text : new ExternalHyperlink({ link: source.href, children: [text] });
}

/** As wide as asked, unless it would then be higher than its page: Word cuts what is. */
export function picture(profile: LayoutProfile, { block: source, ...place }: PlacedBlock<ReportPicture>): Paragraph {
  const { image, alt } = source;
  const asked = textWidthMm(profile) * source.share;
  const most = textHeightMm(profile) - LINE_MM;
  const shownMm = Math.min(asked, (most * image.width) / image.height);
  const width = Math.round(shownMm * PIXELS_PER_MM);
  return new Paragraph({
    style: 'picture',
    ...placeOf(place),
    children: [
      new ImageRun({
        type: image.mime === 'image/png' ? 'png' : 'jpg',
        data: image.bytes,
        transformation: { width, height: Math.max(1, Math.round((width * image.height) / image.width)) },
        altText: { name: alt, description: alt },
      }),
    ],
  });
}
