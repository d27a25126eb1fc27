import { textOfInlines, type Table, type TableCell } from '#shared/document/document.ts';
import { measureOf, textWidthMm, type LayoutProfile } from '#shared/document/layout-profile.ts';
import { boldWidthPt, withWholeSpans } from './text-width.ts';

const POINTS_PER_MM = 72 / 25.4;
const POINTS_PER_PIXEL = 72 / 96;
/** Lines and rounding beside a cell's own margins. */
const AIR_PT = 2;
/** A font without Vietnamese letters borrows them from another, which are wider: `Th\u1ef1c` would then be broken in the middle. */
const BORROWED_LETTERS = 0.12;
/** About 40 letters: a text longer than this is broken into lines anyhow. */
const LONG_TEXT_PT = 260;
/** About 12 letters: a shorter line is better not broken at all. */
const SHORT_TEXT_PT = 80;
/** How much of the room that is left may be spent for that. */
const SHORT_TEXT_SHARE = 1 / 3;
/** In how many portions the room that is left is given out. */
const PORTIONS = 60;

/** What the texts of one column ask for, in points with the margins of its cells. */
interface Need {
  /** Room for its longest word. */
  readonly least: number;
  /** Room for its longest line. */
  readonly most: number;
}

/** A text in one column, as one long line. */
interface Text {
  readonly column: number;
  readonly lengthPt: number;
}

/**
 * Share of the text's width of each column; together 1. Each column has room for its longest word where the page has: a dragged one is as
 * wide as it was dragged otherwise, the others divide what is left so that the rows become low.
 */
export function columnShares(profile: LayoutProfile, table: Table, widthMm = textWidthMm(profile)): readonly number[] {
  const total = widthMm * POINTS_PER_MM;
  const { margins, sizePt } = cellMeasures(profile);
  const needs = needsOf(table, sizePt, margins);
  const least = capped(roomyLeast(needs, margins, total), total);
  const dragged = draggedWidths(table, total);
  const base = least.map((width, at) => Math.max(width, dragged[at] ?? 0));
  const open = base.flatMap((_, at) => (dragged[at] === undefined ? [at] : []));
  const widths =
    open.length === 0 || sumOf(base) >= total
      ? squeezed(base, least, total)
      : fitted({ base, open, needs, rows: textsOf(table, sizePt), margins, total });
  return widths.map((width) => width / sumOf(widths));
}

/** Whether an upright page has no room for the longest word of each column. */
export function isWiderThanPage(profile: LayoutProfile, table: Table): boolean {
  const { margins, sizePt } = cellMeasures(profile);
  const least = needsOf(table, sizePt, margins).map((need) => need.least);
  return sumOf(least) > textWidthMm(profile) * POINTS_PER_MM;
}

function cellMeasures(profile: LayoutProfile): { readonly margins: number; readonly sizePt: number } {
  const { bodyRow } = profile.components.table;
  const { left, right } = bodyRow.cellMarginMm.value;
  return {
    margins: (left + right) * POINTS_PER_MM + AIR_PT,
    sizePt: measureOf(bodyRow.fontPt, profile.defaultFont.sizePt.default),
  };
}

function needsOf(table: Table, sizePt: number, margins: number): readonly Need[] {
  return placedCells(table.rows.map((row) => row.cells))
    .flat()
    .reduce<Need[]>((columns, { cell, column }) => {
      // A cell over several columns says nothing of any one of them.
      const text = cell.colspan === 1 ? textOfCell(cell) : '';
      const wordPt = Math.max(0, ...wordsOf(text).map((word) => boldWidthPt(word, sizePt)));
      const linePt = Math.max(0, ...text.split('\n').map((line) => boldWidthPt(line, sizePt)));
      for (let at = column; at < column + cell.colspan; at += 1) {
        const { least, most } = columns[at] ?? { least: margins, most: margins };
        columns[at] = {
          least: Math.max(least, wordPt + margins),
          most: Math.max(most, Math.min(linePt, LONG_TEXT_PT) + margins),
        };
      }
      return columns;
    }, []);
}

function wordsOf(text: string): readonly string[] {
  return withWholeSpans(text).split(/[ \t\n]+/);
}

/** Room for the longest word of each column, and as much more for borrowed letters as there is room for all. */
function roomyLeast(needs: readonly Need[], margins: number, total: number): readonly number[] {
  const least = needs.map((need) => need.least);
  const wishes = least.map((width) => (width - margins) * BORROWED_LETTERS);
  const share = Math.min(1, Math.max(0, (total - sumOf(least)) / Math.max(1, sumOf(wishes))));
  return least.map((width, at) => width + (wishes[at] ?? 0) * share);
}

function textOfCell(cell: TableCell): string {
  return cell.content.map((one) => textOfInlines(one.content)).join('\n');
}

function textsOf(table: Table, sizePt: number): readonly (readonly Text[])[] {
  return placedCells(table.rows.map((row) => row.cells)).map((row) =>
    row
      .flatMap(({ cell, column }) =>
        cell.colspan === 1 ? [{ column, lengthPt: boldWidthPt(textOfCell(cell), sizePt) }] : [],
      )
      .filter(({ lengthPt }) => lengthPt > 0),
  );
}

/** The widest give way until all fit into `total`. */
function capped(widths: readonly number[], total: number): readonly number[] {
  let left = total;
  let cap = Infinity;
  [...widths]
    .sort((a, b) => a - b)
    .forEach((width, at) => {
      const share = left / (widths.length - at);
      if (width > share) cap = Math.min(cap, share);
      else left -= width;
    });
  return widths.map((width) => Math.min(width, cap));
}

/** In points; undefined for a column that nobody dragged. Where all were, they are to one another as dragged. */
function draggedWidths(table: Table, total: number): readonly (number | undefined)[] {
  const first = table.rows[0]?.cells ?? [];
  const widths = first.flatMap((cell) =>
    Array.from({ length: cell.colspan }, (_, at) => {
      const pixels = cell.colwidth?.[at] ?? 0;
      return pixels > 0 ? pixels * POINTS_PER_PIXEL : undefined;
    }),
  );
  const known = widths.flatMap((width) => width ?? []);
  return known.length === widths.length ? known.map((width) => (width * total) / sumOf(known)) : widths;
}

/** Each gives of what it has above its least, until all fit into `total`. */
function squeezed(widths: readonly number[], least: readonly number[], total: number): readonly number[] {
  const above = sumOf(widths) - sumOf(least);
  const share = above === 0 ? 0 : (total - sumOf(least)) / above;
  return widths.map((width, at) => (least[at] ?? 0) + (width - (least[at] ?? 0)) * share);
}

interface Fitting {
  readonly base: readonly number[];
  /** The columns that may grow. */
  readonly open: readonly number[];
  readonly needs: readonly Need[];
  readonly rows: readonly (readonly Text[])[];
  readonly margins: number;
  readonly total: number;
}

/** The room left goes, a portion at a time, where it makes the most rows lower; once each is one line high, by the longest texts. */
function fitted({ base, open, needs, rows, margins, total }: Fitting): readonly number[] {
  const widths = [...withShortLines(base, open, needs, total)];
  const portion = (total - sumOf(widths)) / PORTIONS;
  let left = PORTIONS;
  for (; left > 0; left -= 1) {
    const saved = heightSaved(rows, widths, portion, margins);
    const best = open.reduce((most, at) => ((saved[at] ?? 0) > (saved[most] ?? 0) ? at : most), open[0] ?? 0);
    if ((saved[best] ?? 0) === 0) break;
    widths[best] = (widths[best] ?? 0) + portion;
  }
  const wishes = open.map((at) => (needs[at]?.most ?? 0) - (needs[at]?.least ?? 0));
  const wished = sumOf(wishes);
  open.forEach((at, place) => {
    const share = wished === 0 ? 1 / open.length : (wishes[place] ?? 0) / wished;
    widths[at] = (widths[at] ?? 0) + left * portion * share;
  });
  return widths;
}

/** Room for short lines as a whole, where that costs little. */
function withShortLines(
  base: readonly number[],
  open: readonly number[],
  needs: readonly Need[],
  total: number,
): readonly number[] {
  const widths = base.map((width, at) =>
    open.includes(at) ? Math.max(width, Math.min(needs[at]?.most ?? 0, SHORT_TEXT_PT)) : width,
  );
  return sumOf(widths) - sumOf(base) <= (total - sumOf(base)) * SHORT_TEXT_SHARE ? widths : base;
}

/** How much lower the rows would be for each column, if it became wider: only the tallest cell of a row counts. */
function heightSaved(
  rows: readonly (readonly Text[])[],
  widths: readonly number[],
  portion: number,
  margins: number,
): readonly number[] {
  const saved = widths.map(() => 0);
  for (const row of rows) {
    const lines = row.map(({ column, lengthPt }) => lengthPt / ((widths[column] ?? 0) - margins));
    const tallest = row[lines.indexOf(Math.max(...lines))];
    if (tallest === undefined) continue;
    const { column, lengthPt } = tallest;
    const inner = (widths[column] ?? 0) - margins;
    const before = Math.max(1, lengthPt / inner);
    const after = Math.max(1, lengthPt / (inner + portion));
    // Squared, so that one row of five lines counts for more than four of two.
    saved[column] = (saved[column] ?? 0) + before ** 2 - after ** 2;
  }
  return saved;
}

interface Spanning {
  readonly colspan: number;
  readonly rowspan: number;
}

/** By row, in which column each cell begins, past those that reach down from the rows above. */
export function placedCells<Cell extends Spanning>(
  rows: readonly (readonly Cell[])[],
): readonly (readonly { readonly cell: Cell; readonly column: number }[])[] {
  const reach: number[] = [];
  return rows.map((cells) => {
    let column = 0;
    const placed = cells.map((cell) => {
      while ((reach[column] ?? 0) > 0) column += 1;
      const place = { cell, column };
      for (let at = column; at < column + cell.colspan; at += 1) reach[at] = cell.rowspan;
      column += cell.colspan;
      return place;
    });
    reach.forEach((rows, at) => (reach[at] = Math.max(0, rows - 1)));
    return placed;
  });
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
