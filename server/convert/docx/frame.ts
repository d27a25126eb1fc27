import {
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import {
  drawnRule,
  textWidthMm,
  type ComponentLook,
  type DrawnRule,
  type LayoutProfile,
} from '#shared/document/layout-profile.ts';
import type { EndingBlock, FrameLine, ReportFrame } from '#shared/document/paper-frame.ts';
import type { Report } from '#server/convert/report.ts';
import { withWholeSpans } from '#server/convert/text-width.ts';
import { twips } from './measure.ts';
import { evenIndent, longestLineMm } from './title-lines.ts';

const EIGHTHS_OF_POINT = 8;
const TWIPS_PER_POINT = 20;
/** So that no dot under a letter touches the line. */
const RULE_GAP_PT = 2;
const BLACK = '000000';
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
};

/** All above the text: the block as a table without lines, which can be edited by hand unlike one in the page header, and the title. */
export function headBlocks({ profile, frame, title }: Report): (Paragraph | Table)[] {
  return [...frame.above.map((line) => frameLine(line)), headerTable(profile, frame), ...titleLines(profile, title)];
}

function headerTable(profile: LayoutProfile, frame: ReportFrame): Table {
  const columns = profile.headerBlock.columnsMm.value;
  return layoutTable(
    columns,
    frame.header.map((row) => row.map((lines, at) => cellLines(profile, lines, columns[at] ?? 0))),
  );
}

function cellLines(profile: LayoutProfile, lines: readonly FrameLine[], widthMm: number): readonly Paragraph[] {
  // Word takes no cell without a paragraph.
  if (lines.length === 0) return [new Paragraph({})];
  return lines.flatMap((line, at) => {
    const text = line.text === '' ? lines[at - 1] : line;
    const written = line.text === '' ? [] : [frameLine(line, evenLines(profile, line, widthMm))];
    const rule = ruleAt(profile, line.component);
    const look = text === undefined ? undefined : lookOf(profile, text.component);
    if (rule === undefined || text === undefined || look === undefined) return written;
    const lengthMm = longestLineMm(profile, look, text.text, widthMm) * rule.ratio;
    return [...written, drawn(rule, (widthMm - lengthMm) / 2)];
  });
}

function frameLine({ component, text }: FrameLine, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...options, style: component, children: [new TextRun(withWholeSpans(text))] });
}

function evenLines(profile: LayoutProfile, { component, text }: FrameLine, widthMm: number): IParagraphOptions {
  const look = lookOf(profile, component);
  const indent = look && evenIndent(profile, look, text, widthMm);
  return indent === undefined ? {} : { indent };
}

function ruleAt(profile: LayoutProfile, component: string): DrawnRule | undefined {
  return component === 'topTitleRule' || component === 'motto' || component === 'orgSeparator'
    ? drawnRule(profile, component)
    : undefined;
}

function lookOf({ components }: LayoutProfile, component: string): ComponentLook | undefined {
  switch (component) {
    case 'topTitle':
    case 'motto':
    case 'parentOrg':
    case 'issuingOrg':
      return components[component];
    default:
      return undefined;
  }
}

/** An empty line under its upper edge: an underline would be as thick as its letters ask, and as long as all of them. */
function drawn(rule: DrawnRule, sideMm: number, options: IParagraphOptions = {}): Paragraph {
  const side = twips(Math.max(0, sideMm));
  const line = { style: BorderStyle.SINGLE, size: rule.weightPt * EIGHTHS_OF_POINT, color: BLACK, space: 1 };
  return new Paragraph({
    ...options,
    border: { top: line },
    indent: { left: side, right: side },
    spacing: { before: RULE_GAP_PT * TWIPS_PER_POINT },
  });
}

function titleLines(profile: LayoutProfile, title: Report['title']): readonly Paragraph[] {
  return title.map(({ component, text }, at) => {
    const rule = component === 'subjectSeparator' ? drawnRule(profile, component) : undefined;
    if (rule !== undefined) return titleRule(profile, rule, title[at - 1]);
    const indent = evenIndent(profile, profile.components[component], text);
    return new Paragraph({
      style: component,
      ...(indent === undefined ? {} : { indent }),
      children: [new TextRun(withWholeSpans(text))],
    });
  });
}

function titleRule(profile: LayoutProfile, rule: DrawnRule, above: Report['title'][number] | undefined): Paragraph {
  const widthMm = textWidthMm(profile);
  const lengthMm =
    above === undefined ? widthMm : longestLineMm(profile, profile.components[above.component], above.text, widthMm);
  return drawn(rule, (widthMm - lengthMm * rule.ratio) / 2, { style: 'subjectSeparator' });
}

/** Recipients at the left, signature at the right, on one page. */
export function endingTable(profile: LayoutProfile, ending: EndingBlock): Table {
  const { signatureBlock } = profile.components;
  const line = (style: string, text: string): Paragraph =>
    new Paragraph({ style, keepNext: true, children: [new TextRun(text)] });
  const left = [line('recipients', ending.label), ...ending.recipients.map((text) => line('recipientItem', text))];
  const space = twips(signatureBlock.space.heightMm.value);
  const right = [
    line('authority', ending.authority),
    line('position', ending.position),
    new Paragraph({
      style: 'signer',
      keepNext: true,
      spacing: { before: space },
      children: [new TextRun(ending.name)],
    }),
  ];
  return layoutTable(signatureBlock.placement.columnsMm.value, [[left, right]]);
}

/** Columns that only place what stands in them. */
function layoutTable(columnsMm: readonly number[], rows: readonly (readonly (readonly Paragraph[])[])[]): Table {
  const columns = columnsMm.map(twips);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columns.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: columns,
    borders: NO_BORDERS,
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: row.map(
            (children, at) =>
              new TableCell({
                width: { size: columns[at] ?? 0, type: WidthType.DXA },
                margins: { left: 0, right: 0 },
                children,
              }),
          ),
        }),
    ),
  });
}
