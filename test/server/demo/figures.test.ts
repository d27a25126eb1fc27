import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readFoundingExample, type StoryBlock } from '#server/demo/story.ts';
import { root } from '#test/world/root.ts';

/**
 * The figures which the report gives in more than one place. `phrases`: the words around the figure, which stands where `{}` does, with the
 * sections that say them. `cells`: section, row and column of the tables that hold it.
 */
const facts = z
  .array(
    z.object({
      name: z.string(),
      value: z.string(),
      phrases: z.record(z.string(), z.array(z.string())),
      cells: z.array(z.tuple([z.string(), z.string(), z.string()])),
    }),
  )
  .parse(JSON.parse(readFileSync(join(root, 'test', 'server', 'demo', 'facts.json'), 'utf8')));

type StoryTable = Extract<StoryBlock, { type: 'table' }>;

const { texts } = readFoundingExample();
const NUMBER = String.raw`(\d[\d.,/]*\d|\d)`;

test.each(facts)('$name is $value wherever it is told', ({ value, phrases }) => {
  for (const [phrase, sections] of Object.entries(phrases)) {
    const told = [...texts.keys()].flatMap((key) => figuresIn(key, phrase).map((figure) => ({ key, figure })));

    expect([phrase, new Set(told.map(({ figure }) => figure))]).toEqual([phrase, new Set([value])]);
    expect([phrase, told.map(({ key }) => key).toSorted()]).toEqual([phrase, sections.toSorted()]);
  }
});

test.each(facts)('$name is $value in the tables', ({ value, cells }) => {
  for (const [section, row, column] of cells) {
    const held = tablesOf(section).flatMap((table) => cellsOf(table, row, column));

    expect([section, row, column, held]).toEqual([section, row, column, expect.arrayContaining([value])]);
  }
});

test('the sums of the tables are the sums of their cells', () => {
  const sums = [...texts.keys()].flatMap(tablesOf).flatMap((table) => [...columnSums(table), ...rowSums(table)]);

  expect(sums.length).toBeGreaterThan(50);
  for (const { place, told, counted } of sums) expect([place, told]).toEqual([place, counted]);
});

interface Sum {
  readonly place: string;
  readonly told: number;
  readonly counted: number;
}

function tablesOf(key: string): readonly StoryTable[] {
  return (texts.get(key) ?? []).flatMap((block) => (block.type === 'table' ? [block] : []));
}

function figuresIn(key: string, phrase: string): readonly string[] {
  const [before = '', after = ''] = phrase.split('{}').map((words) => words.replaceAll(/[().]/g, String.raw`\$&`));
  const pattern = new RegExp(`(?<![\\d.,/])${before}${NUMBER}${after}`, 'giu');
  return (texts.get(key) ?? []).flatMap((block) => {
    const words = block.type === 'paragraph' ? block.text : block.caption;
    return [...words.matchAll(pattern)].flatMap((match) => match[1] ?? []);
  });
}

function cellsOf({ header, rows }: StoryTable, row: string, column: string): readonly string[] {
  const at = header.indexOf(column);
  return rows.filter((cells) => cells.slice(0, 2).includes(row)).flatMap((cells) => cells[at] ?? []);
}

/** A last row that is called a sum, for the columns of plain numbers. */
function columnSums({ caption, header, rows }: StoryTable): readonly Sum[] {
  const total = rows.at(-1) ?? [];
  if (!total.slice(0, 2).some((cell) => cell.startsWith('Tổng'))) return [];
  return header.flatMap((column, at): Sum[] => {
    const told = numberOf(total[at] ?? '');
    if (told === undefined || column.includes('%')) return [];
    return [{ place: `${caption}: ${column}`, told, counted: sumOf(rows.slice(0, -1).map((row) => row[at] ?? '')) }];
  });
}

/** A last column that is called a sum. */
function rowSums({ caption, header, rows }: StoryTable): readonly Sum[] {
  const last = header.length - 1;
  if (header[last] !== 'Cộng' && header[last] !== 'Tổng vốn') return [];
  const first = header[last] === 'Cộng' ? header.indexOf('2015') : header.indexOf('Ngân sách quận');
  return rows.flatMap((row) => {
    const told = numberOf(row[last] ?? '');
    if (told === undefined) return [];
    return [{ place: `${caption}: ${row.slice(0, 2).join(' ')}`, told, counted: sumOf(row.slice(first, last)) }];
  });
}

function sumOf(cells: readonly string[]): number {
  const sum = cells.reduce((counted, cell) => counted + (numberOf(cell) ?? 0), 0);
  return Math.round(sum * 10) / 10;
}

/** A number as reports write it: `1.234,5`. */
function numberOf(cell: string): number | undefined {
  return /^\d[\d.]*(,\d+)?$/.test(cell) ? Number(cell.replaceAll('.', '').replace(',', '.')) : undefined;
}
