import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

interface Level {
  readonly format: string;
  readonly text: string;
  readonly start: number;
}

/** The lines of a Word file as a word processor shows them: with the numbers that it counts by itself, read from the lists alone. */
export function linesOfWord(bytes: Uint8Array): readonly string[] {
  const lists = listsOf(rootOf(bytes, 'word/numbering.xml'));
  const counters = new Map<string, (number | undefined)[]>();
  return all(rootOf(bytes, 'word/document.xml'), 'w:p').map((paragraph) => {
    const text = all(paragraph, 'w:t')
      .map((one) => one.textContent)
      .join('');
    const list = valueOf(paragraph, 'w:numId');
    const levels = list === undefined ? undefined : lists.get(list);
    if (list === undefined || levels === undefined) return text;
    const counts = counters.get(list) ?? [];
    counters.set(list, counts);
    const label = labelAt(levels, counts, Number(valueOf(paragraph, 'w:ilvl') ?? '0'));
    return `${label} ${text}`.trim();
  });
}

/** The levels of the lists that paragraphs of a Word file stand in, in the order in which they are met. */
export function listsOfWord(bytes: Uint8Array): readonly (readonly Level[])[] {
  const lists = listsOf(rootOf(bytes, 'word/numbering.xml'));
  const used = new Set(all(rootOf(bytes, 'word/document.xml'), 'w:p').map((one) => valueOf(one, 'w:numId') ?? ''));
  return [...used].flatMap((list) => {
    const levels = lists.get(list);
    return levels === undefined ? [] : [[...levels.values()]];
  });
}

function rootOf(bytes: Uint8Array, path: string): Element {
  const file = unzipSync(bytes)[path];
  const root = file && new DOMParser().parseFromString(strFromU8(file), 'text/xml').documentElement;
  if (!root) throw new Error(`${path} is missing`);
  return root;
}

/** Counts the next paragraph of a level: from the level's start, else one on; the levels below begin again. */
function labelAt(levels: ReadonlyMap<number, Level>, counts: (number | undefined)[], at: number): string {
  const startOf = (level: number): number => levels.get(level)?.start ?? 1;
  const before = counts[at];
  counts[at] = before === undefined ? startOf(at) : before + 1;
  counts.splice(at + 1);
  return (levels.get(at)?.text ?? '').replace(/%(\d)/g, (_, digit: string) => {
    const level = Number(digit) - 1;
    const count = counts[level] ?? startOf(level);
    return levels.get(level)?.format === 'upperRoman' ? (ROMAN[count - 1] ?? '?') : String(count);
  });
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** The levels of each list by its number, a start that the list sets for itself before that of its kind. */
function listsOf(numbering: Element): ReadonlyMap<string, ReadonlyMap<number, Level>> {
  const kinds = new Map(all(numbering, 'w:abstractNum').map((kind) => [kind.getAttribute('w:abstractNumId'), kind]));
  return new Map(
    all(numbering, 'w:num').map((list) => {
      const kind = kinds.get(valueOf(list, 'w:abstractNumId') ?? '');
      if (kind === undefined) throw new Error('A list is of no kind');
      const starts = new Map(
        all(list, 'w:lvlOverride').map((one) => [one.getAttribute('w:ilvl'), valueOf(one, 'w:startOverride')]),
      );
      const levels = all(kind, 'w:lvl').map((level): [number, Level] => {
        const at = level.getAttribute('w:ilvl');
        const start = Number(starts.get(at) ?? valueOf(level, 'w:start') ?? '1');
        return [
          Number(at),
          { format: valueOf(level, 'w:numFmt') ?? '', text: valueOf(level, 'w:lvlText') ?? '', start },
        ];
      });
      return [list.getAttribute('w:numId') ?? '', new Map(levels)];
    }),
  );
}

function all(root: Element, name: string): readonly Element[] {
  return [...root.getElementsByTagName(name)];
}

function valueOf(root: Element, name: string): string | undefined {
  return all(root, name)[0]?.getAttribute('w:val') ?? undefined;
}
