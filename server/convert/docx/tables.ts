import {
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { LayoutProfile } from '#shared/document/layout-profile.ts';
import type { EndingBlock, HeaderCell, Report, ReportTable } from '#server/convert/report.ts';
import { twips } from './measure.ts';
import { paragraph } from './paragraphs.ts';

/** How long the line under the party's name is: as long as the name in 15 pt bold. */
const TITLE_RULE_MM = 73;
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

/** The block above the title, as a table without lines: a table in the text can be edited by hand, unlike one in the page header. */
export function headerTable(report: Report): Table {
  const { profile } = report;
  return layoutTable(
    profile.headerBlock.columnsMm.value,
    report.header.map((row) => row.map((cell, at) => [headerCell(profile, cell, at)])),
  );
}

/** Recipients at the left, signature at the right, on one page. */
export function endingTable(profile: LayoutProfile, ending: EndingBlock): Table {
  const { signatureBlock, recipients } = profile.components;
  const line = (style: string, text: string): Paragraph =>
    new Paragraph({ style, keepNext: true, children: [new TextRun(text)] });
  const left = [
    line('recipients', recipients.label.text.value),
    ...ending.recipients.map((text) => line('recipientItem', text)),
  ];
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
function layoutTable(columnsMm: readonly number[], rows: readonly (readonly Paragraph[])[][]): Table {
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

function headerCell(profile: LayoutProfile, cell: HeaderCell, at: number): Paragraph {
  if (cell.component === 'topTitleRule') {
    const side = twips(Math.max(0, ((profile.headerBlock.columnsMm.value[at] ?? 0) - TITLE_RULE_MM) / 2));
    const size = profile.components.topTitleRule.weightPt.value * 8;
    const line = { style: BorderStyle.SINGLE, size, color: BLACK, space: 1 };
    return new Paragraph({ border: { top: line }, indent: { left: side, right: side } });
  }
  if (cell.text === '') return new Paragraph({});
  return new Paragraph({ style: cell.component, children: [new TextRun(cell.text)] });
}

export function table(profile: LayoutProfile, source: ReportTable): Table {
  const { page, components } = profile;
  const textWidth = twips(page.widthMm.value - page.marginsMm.left.value - page.marginsMm.right.value);
  const columns = source.columns.map((share) => Math.round(share * textWidth));
  const line = { style: BorderStyle.SINGLE, size: components.table.borders.weightPt.value * 8, color: BLACK };
  const margin = components.table.bodyRow.cellMarginMm.value;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: columns,
    margins: {
      marginUnitType: WidthType.DXA,
      top: twips(margin.top),
      bottom: twips(margin.bottom),
      left: twips(margin.left),
      right: twips(margin.right),
    },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: source.rows.map(
      (row, at) =>
        new TableRow({
          ...(at < source.headerRows ? { tableHeader: true } : {}),
          cantSplit: true,
          children: row.map(
            (cell) =>
              new TableCell({
                columnSpan: cell.colspan,
                rowSpan: cell.rowspan,
                verticalAlign: VerticalAlignTable.CENTER,
                children: cell.paragraphs.map((one) => paragraph(profile, one)),
              }),
          ),
        }),
    ),
  });
}
