import { expect, test } from 'vitest';
import { textOfBlock, type DocumentContent } from '#shared/document/document.ts';
import { decideMerge } from '#shared/document/merge/decide.ts';
import { mergeThreeWay } from '#shared/document/merge/three-way.ts';
import { idOf, type SectionId } from '#shared/model/ids.ts';
import { headingIdOf, placeAgain, placeFirst, type PlaceInPart } from '#server/domain/placing.ts';
import { textOf } from '#test/world/committee.ts';

const section = (id: string) => ({ id: idOf<SectionId>(id), title: `Mục ${id}`, level: id.split('.').length });

/** Outline of the part: 1 (1.1, 1.2), 2. */
const PLACES = {
  '1.1': { headings: [section('1'), section('1.1')], later: ['1.2', '2'].map((id) => idOf<SectionId>(id)) },
  '1.2': { headings: [section('1'), section('1.2')], later: [idOf<SectionId>('2')] },
  '2': { headings: [section('2')], later: [] },
} as const satisfies Readonly<Record<string, PlaceInPart>>;

function mergeFirst(ours: DocumentContent, id: keyof typeof PLACES): DocumentContent {
  const theirs = placeFirst(textOf(`t${id.replace('.', '-')}: Chữ ${id}`), PLACES[id], ours);
  const foreign = new Set(ours.blocks.map((block) => block.id));
  const merged = decideMerge(mergeThreeWay({ base: null, ours, theirs, foreign }), ours, new Map(), new Set());
  if (!merged.ok) throw new Error(merged.code);
  return merged.value;
}

const WHOLE = ['Mục 1', 'Mục 1.1', 'Chữ 1.1', 'Mục 1.2', 'Chữ 1.2', 'Mục 2', 'Chữ 2'];

test.each([
  [['1.1', '1.2', '2']],
  [['2', '1.2', '1.1']],
  [['1.2', '2', '1.1']],
  [['2', '1.1', '1.2']],
  [['1.1', '2', '1.2']],
] as const)('sections merged in the order %j stand in the order of the outline', (order) => {
  const part = order.reduce<DocumentContent>(mergeFirst, { blocks: [] });

  expect(part.blocks.map(textOfBlock)).toEqual(WHOLE);
});

test('a text’s levels go below its heading, and no deeper than there are levels', () => {
  const placed = placeAgain({ blocks: [...textOf('a# Mục nhỏ', 'b: Chữ').blocks] }, PLACES['1.1']);

  expect(placed.blocks.map((block) => block.type === 'paragraph' && block.level)).toEqual([2, 3, 0]);
  const deep: PlaceInPart = { headings: [{ ...section('1'), level: 7 }], later: [] };
  expect(
    placeAgain(textOf('a# Mục nhỏ'), deep).blocks.map((block) => block.type === 'paragraph' && block.level),
  ).toEqual([6, 6]);
});

test('a heading stands on the level that its section’s numbering has, also where one is skipped', () => {
  const skipping: PlaceInPart = { headings: [{ ...section('1'), level: 2 }], later: [] };

  const placed = placeFirst(textOf('a# Mục nhỏ'), skipping, { blocks: [] });

  expect(placed.blocks.map((block) => block.type === 'paragraph' && block.level)).toEqual([2, 3]);
});

test('a heading that the bureau has reworded stays as it is, and the heading of another section too', () => {
  const first = mergeFirst({ blocks: [] }, '1.1');
  const reworded: DocumentContent = {
    blocks: first.blocks.map((block) =>
      block.id === headingIdOf(idOf('1')) && block.type === 'paragraph'
        ? { ...block, content: [{ type: 'text', text: 'Tên khác', marks: [] }] }
        : block,
    ),
  };

  const merged = mergeFirst(reworded, '1.2');

  expect(merged.blocks.map(textOfBlock)).toEqual(['Tên khác', 'Mục 1.1', 'Chữ 1.1', 'Mục 1.2', 'Chữ 1.2']);
});

test('the text of a part’s own top section comes in as it is', () => {
  const text = textOf('a# Mục', 'b: Chữ');

  expect(placeFirst(text, { headings: [], later: [] }, { blocks: [] })).toBe(text);
  expect(placeAgain(text, { headings: [], later: [] })).toEqual(text);
});
