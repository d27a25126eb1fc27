import { splitCells } from '#shared/rules/pasted-people.ts';

const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;

/**
 * The cells that were copied: of a table, as Word and web pages give it, else of lines with tabs, as Excel does. Null for a text that
 * belongs into one cell.
 */
export function readCells(clipboard: DataTransfer): readonly (readonly string[])[] | null {
  const text = clipboard.getData('text/plain');
  const table = cellsOfHtml(clipboard.getData('text/html'));
  if (table !== null) return table;
  return /[\t\r\n]/.test(text.trim()) ? splitCells(text) : null;
}

/** Of the first table; a cell of several columns is followed by empty ones, so that the columns stay in line. */
function cellsOfHtml(html: string): readonly (readonly string[])[] | null {
  if (!/<table/i.test(html)) return null;
  // The content policy reports each `style=` that a parser meets.
  const safe = html
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(TAG, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));
  const table = new DOMParser().parseFromString(safe, 'text/html').querySelector('table');
  const rows = [...(table?.rows ?? [])].map((row) =>
    [...row.cells].flatMap((cell) => [textOf(cell), ...Array.from({ length: cell.colSpan - 1 }, () => '')]),
  );
  return rows.length > 0 ? rows : null;
}

/** Stands for the end of a line until the line ends of the source, which are spaces, are gone. */
const LINE_END = '\u0001';

function textOf(cell: Element): string {
  for (const end of cell.querySelectorAll('br, p + p, div + div')) end.before(LINE_END);
  return (cell.textContent ?? '')
    .replace(/\s+/g, ' ')
    .split(LINE_END)
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
