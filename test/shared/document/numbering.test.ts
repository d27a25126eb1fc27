import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ListKind, ParagraphLevel } from '#shared/document/document.ts';
import { startNumbering } from '#shared/document/numbering.ts';
import { DANG_HD36_2018, headingRules, layoutProfileOf } from '#shared/document/layout-profile.ts';
import { idOf, type BlockId } from '#shared/model/ids.ts';

function labels(
  asked: readonly (readonly [number, ListKind, number, number])[],
  place: readonly number[] = [],
): readonly (string | null)[] {
  const numbering = startNumbering(DANG_HD36_2018, place);
  return asked.map(
    ([level, list, indent, depth]) =>
      numbering.next({ level: level as ParagraphLevel, list, indent }, depth)?.text ?? null,
  );
}

test('headings are labelled by their level and start again under each higher one', () => {
  const levels = [1, 2, 3, 4, 4, 3, 2, 3, 5, 6, 1, 2];
  expect(labels(levels.map((level) => [level, 'none', 0, 0]))).toEqual([
    'Phần thứ nhất',
    'I-',
    '1.',
    '1.1.',
    '1.2.',
    '2.',
    'II-',
    '1.',
    'a)',
    '-',
    'Phần thứ hai',
    'I-',
  ]);
});

test('the place of a text in the outline lowers its headings', () => {
  expect(
    labels([
      [1, 'none', 0, 0],
      [1, 'none', 0, 1],
      [2, 'none', 0, 1],
      [6, 'none', 0, 6],
      [0, 'none', 0, 0],
    ]),
  ).toEqual(['Phần thứ nhất', 'I-', '1.', '+', null]);
});

test('a text taken out of its report counts on from the place of its section', () => {
  const text = [1, 2, 1, 2].map((level) => [level, 'none', 0, 3] as const);
  expect(labels(text, [1, 2, 5])).toEqual(['5.1.', 'a)', '5.2.', 'a)']);
  expect(labels(text)).toEqual(['1.1.', 'a)', '1.2.', 'a)']);
});

test('wherever a report is cut below a heading, the rest is numbered as in the whole', () => {
  const levels = [1, 2, 3, 4, 5, 4, 4, 5, 6, 2, 4, 5, 3, 3, 4, 1, 3, 4, 5, 5];
  const heading = (level: number) => ({ level: level as ParagraphLevel, list: 'none', indent: 0 }) as const;
  for (const [at, top] of levels.entries()) {
    const whole = startNumbering(DANG_HD36_2018);
    for (const level of levels.slice(0, at + 1)) whole.next(heading(level), 0);
    const cut = startNumbering(DANG_HD36_2018, whole.place());
    expect(whole.place()).toHaveLength(top);
    for (const level of levels.slice(at + 1)) {
      if (level <= top) break;
      expect(cut.next(heading(level - top), top)).toEqual(whole.next(heading(level), 0));
    }
  }
});

test('letters follow the Vietnamese order, and two are set together after the last', () => {
  const items = labels(Array.from({ length: 24 }, () => [0, 'alpha', 0, 0] as const));
  expect(items.slice(0, 8).join(' ')).toBe('a) b) c) d) đ) e) g) h)');
  expect(items.slice(21)).toEqual(['x)', 'y)', 'aa)']);
});

test('a part beyond the known ordinal words is numbered in the other form of the profile', () => {
  const parts = labels(Array.from({ length: 21 }, () => [1, 'none', 0, 0] as const));
  expect(parts[3]).toBe('Phần thứ tư');
  expect(parts[20]).toBe('Phần XXI');
});

test('list items start again under a higher item and under a heading', () => {
  expect(
    labels([
      [0, 'decimal', 0, 0],
      [0, 'alpha', 0, 0],
      [0, 'alpha', 0, 0],
      [0, 'decimal', 0, 0],
      [0, 'alpha', 0, 0],
      [0, 'dash', 0, 0],
      [0, 'dash', 1, 0],
      [1, 'none', 0, 0],
      [0, 'decimal', 0, 0],
    ]),
  ).toEqual(['1.', 'a)', 'b)', '2.', 'a)', '-', '+', 'Phần thứ nhất', '1.']);
});

/** Labels of headings by level, `[level, id]`; those with an id stand at these places. */
function labelsAt(
  places: Readonly<Record<string, readonly number[]>>,
  asked: readonly (readonly [number, string?])[],
  depth = 0,
): readonly (string | undefined)[] {
  const byId = new Map(Object.entries(places).map(([id, place]) => [idOf<BlockId>(id), place]));
  const numbering = startNumbering(DANG_HD36_2018, [], byId);
  return asked.map(([level, id]) => {
    const heading = { level: level as ParagraphLevel, list: 'none', indent: 0 } as const;
    return numbering.next(id === undefined ? heading : { ...heading, id: idOf<BlockId>(id) }, depth)?.text;
  });
}

test('the heading of a section bears its place in the outline, and what follows goes on from there', () => {
  const places = { 's-2': [1, 2], 's-2.6': [1, 2, 6], 's-3': [1, 3] };
  expect(labelsAt(places, [[1], [2, 's-2'], [3, 's-2.6'], [4], [4], [3], [2, 's-3'], [3], [2]])).toEqual([
    'Phần thứ nhất',
    'II-',
    '6.',
    '6.1.',
    '6.2.',
    '7.',
    'III-',
    '1.',
    'IV-',
  ]);
});

test('the heading of a section that is on another level than its place counts on like any other', () => {
  expect(labelsAt({ 's-4': [1, 4] }, [[1], [2], [3, 's-4'], [2]])).toEqual(['Phần thứ nhất', 'I-', '1.', 'II-']);
});

test('the heading of a section that is not counted has no number, those below it begin anew, those after it go on', () => {
  const uncounted = { 's-x': [] };
  expect(labelsAt(uncounted, [[1], [2], [3], [3], [2, 's-x'], [3], [4], [2], [3]])).toEqual([
    'Phần thứ nhất',
    'I-',
    '1.',
    '2.',
    '',
    '1.',
    '1.1.',
    'II-',
    '1.',
  ]);
  expect(labelsAt(uncounted, [[3], [3], [3, 's-x'], [4], [3]])).toEqual(['1.', '2.', '', '1.1.', '3.']);
});

/** The headings of an outline in which no level is skipped, each with its ordinals. */
const outlines = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 30 }).map((wanted) => {
  const counts: number[] = [];
  return wanted.map((level, at) => {
    const depth = Math.min(level, counts.length + 1);
    counts.splice(depth);
    counts[depth - 1] = (counts[depth - 1] ?? 0) + 1;
    return { id: `s-${at}`, level: depth, place: [...counts] };
  });
});

test('whichever sections are missing, the others bear the numbers that they have in the whole', () => {
  fc.assert(
    fc.property(outlines, fc.infiniteStream(fc.boolean()), (outline, chances) => {
      const whole = labelsAt(
        {},
        outline.map(({ level }) => [level]),
      );
      const present = outline.map(() => chances.next().value === true);
      const places = Object.fromEntries(outline.map(({ id, place }) => [id, place]));
      const merged = outline.filter((_, at) => present[at]);

      const found = labelsAt(
        places,
        merged.map(({ id, level }) => [level, id]),
      );

      expect(found).toEqual(whole.filter((_, at) => present[at]));
    }),
  );
});

test('where no section is missing, places change nothing, with headings of nobody between them too', () => {
  fc.assert(
    fc.property(outlines, fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 5 }), (outline, own) => {
      const places = Object.fromEntries(outline.map(({ id, place }) => [id, place]));
      const asked = (withIds: boolean) => [
        ...outline.map(({ id, level }) => (withIds ? ([level, id] as const) : ([level] as const))),
        ...own.map((level) => [level] as const),
      ];
      expect(labelsAt(places, asked(true))).toEqual(labelsAt({}, asked(false)));
    }),
  );
});

test.each([
  ['dang-hd05-2026', 'Phần thứ nhất I- 1. 1.1. a) - +'],
  ['dang-hd36-2018', 'Phần thứ nhất I- 1. 1.1. a) - +'],
  ['nha-nuoc-nd30-2020', 'Phần I I. 1. 1.1. a) - +'],
])('by %s the headings of a report are numbered %s', (id, expected) => {
  const profile = layoutProfileOf(id);
  const numbering = startNumbering(profile);

  const labels = headingRules(profile).map(({ level }) =>
    numbering.next({ level: 1, list: 'none', indent: 0 }, level - 1),
  );
  expect(labels.map((label) => label?.text.trim()).join(' ')).toBe(expected);
  expect(labels.map((label) => label?.key)).toEqual(['part', 'roman', 'arabic', 'decimal2', 'point', 'dash', 'plus']);
});

test('a profile that does not exist is named', () => {
  expect(() => layoutProfileOf('none')).toThrow('no layout profile none');
});
