import { textOfInlines, type Table, type TableCell } from '#shared/document/document.ts';

/** About how many letters of a table's size go side by side into the width of the text. */
const LETTERS_ACROSS = 75;
/** Space that a cell's margins take, in letters. */
const MARGIN_LETTERS = 2;
/** A text longer than this is broken into lines anyhow. */
const LONG_TEXT = 40;

/**
 * Share of the text's width of each column; together 1. As dragged, where every column was; else each column gets room for its longest
 * word, and what is left goes to those with the longest texts, as Word's own fitting has it.
 */
export function columnShares(table: Table): readonly number[] {
  return draggedShares(table) ?? fittedShares(table);
}

function draggedShares(table: Table): readonly number[] | undefined {
  const first = table.rows[0]?.cells ?? [];
  const widths = first.flatMap((cell) => Array.from({ length: cell.colspan }, (_, at) => cell.colwidth?.[at] ?? 0));
  return widths.length > 0 && widths.every((width) => width > 0) ? sharesOf(widths) : undefined;
}

function fittedShares(table: Table): readonly number[] {
  const needs = placedCells(table).reduce<Need[]>((columns, { cell, column }) => {
    // A cell over several columns says nothing of any one of them.
    const text = cell.colspan === 1 ? cell.content.map((one) => textOfInlines(one.content)).join('\n') : '';
    const lines = text.split('\n');
    for (let at = column; at < column + cell.colspan; at += 1) {
      const { least, most } = columns[at] ?? { least: 1, most: 1 };
      columns[at] = {
        least: Math.max(least, ...text.split(/\s+/).map((word) => word.length)),
        most: Math.max(most, ...lines.map((line) => Math.min(line.length, LONG_TEXT))),
      };
    }
    return columns;
  }, []);
  const least = needs.map((need) => need.least + MARGIN_LETTERS);
  const left = LETTERS_ACROSS - least.reduce((sum, width) => sum + width, 0);
  if (left <= 0) return sharesOf(least);
  const wishes = needs.map((need) => need.most - need.least);
  const wished = wishes.reduce((sum, wish) => sum + wish, 0);
  return sharesOf(
    least.map((width, at) => width + (wished === 0 ? left / needs.length : (left * (wishes[at] ?? 0)) / wished)),
  );
}

interface Need {
  readonly least: number;
  readonly most: number;
}

interface PlacedCell {
  readonly cell: TableCell;
  readonly column: number;
}

/** Where each cell begins, past those that reach down from the rows above. */
function placedCells(table: Table): readonly PlacedCell[] {
  const reach: number[] = [];
  return table.rows.flatMap((row) => {
    let column = 0;
    const placed = row.cells.map((cell) => {
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

function sharesOf(widths: readonly number[]): readonly number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => width / total);
}
