import { BorderStyle, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx';
import {
  measureOf,
  textHeightMm,
  textWidthMm,
  turnedTextWidthMm,
  type LayoutProfile,
} from '#shared/document/layout-profile.ts';
import { placedCells } from '#server/convert/columns.ts';
import type { ReportTable } from '#server/convert/report.ts';
import { boldWidthPt } from '#server/convert/text-width.ts';
import { twips } from './measure.ts';
import type { PlacedBlock } from './neighbours.ts';
import { paragraph } from './paragraphs.ts';

/** A row higher than this share of a page may be cut: kept whole, it could leave as much of the page before empty. */
const TALL_ROW = 0.4;
/** A table up to about a quarter of a page stays on one. */
const SMALL_TABLE_MM = 60;
const LINE_HEIGHT = 1.15;
const POINTS_PER_MM = 72 / 25.4;
const BLACK = '000000';

export function table(profile: LayoutProfile, { block: source, keepNext }: PlacedBlock<ReportTable>): Table {
  const { components } = profile;
  const textWidth = twips(widthMmOf(profile, source));
  const columns = source.columns.map((share) => Math.round(share * textWidth));
  const line = { style: BorderStyle.SINGLE, size: components.table.borders.weightPt.value * 8, color: BLACK };
  const margin = components.table.bodyRow.cellMarginMm.value;
  const heights = rowHeightsMm(profile, source);
  const isSmall = heights.reduce((sum, height) => sum + height, 0) <= SMALL_TABLE_MM;
  const mostMm = TALL_ROW * textHeightMm(profile);
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
    rows: source.rows.map((row, at) => {
      const isTall = (heights[at] ?? 0) > mostMm;
      const stays = at === source.rows.length - 1 ? keepNext : isSmall || rowStays(source, at);
      const place = { keepNext: !isTall && stays, startsPage: false, isOverTable: false };
      return new TableRow({
        ...(at < source.headerRows ? { tableHeader: true } : {}),
        ...(isTall ? {} : { cantSplit: true }),
        children: row.map(
          (cell) =>
            new TableCell({
              columnSpan: cell.colspan,
              rowSpan: cell.rowspan,
              // In the middle of two pages it would be looked for.
              verticalAlign: isTall ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
              children: cell.paragraphs.map((block) => paragraph(profile, { block, ...place })),
            }),
        ),
      });
    }),
  });
}

function widthMmOf(profile: LayoutProfile, { isTurned }: ReportTable): number {
  return isTurned ? turnedTextWidthMm(profile) : textWidthMm(profile);
}

/** No header, name of a group or single row stands at the foot of a page without the row under it, and no last row alone on the next. */
function rowStays(source: ReportTable, at: number): boolean {
  if (at <= source.headerRows || at === source.rows.length - 2) return true;
  return source.rows[at]?.some((cell) => cell.paragraphs.some((one) => one.style === 'tableGroup')) ?? false;
}

/** About how high each row will be; a cell that reaches down counts in the row where it begins. */
function rowHeightsMm(profile: LayoutProfile, source: ReportTable): readonly number[] {
  const { components } = profile;
  const widthMm = widthMmOf(profile, source);
  const { top, bottom, left, right } = components.table.bodyRow.cellMarginMm.value;
  const sizePt = measureOf(components.table.bodyRow.fontPt, profile.defaultFont.sizePt.default);
  return placedCells(source.rows).map((row) => {
    const lines = row.map(({ cell, column }) => {
      const shares = source.columns.slice(column, column + cell.colspan);
      const innerPt = (shares.reduce((sum, share) => sum + share, 0) * widthMm - left - right) * POINTS_PER_MM;
      return cell.paragraphs.reduce((sum, { runs }) => {
        const breaks = runs.filter((run) => run.isBreak).length;
        const lengthPt = boldWidthPt(runs.map((run) => run.text).join(''), sizePt);
        return sum + breaks + Math.max(1, Math.ceil(lengthPt / Math.max(sizePt, innerPt)));
      }, 0);
    });
    return (Math.max(0, ...lines) * sizePt * LINE_HEIGHT) / POINTS_PER_MM + top + bottom;
  });
}
