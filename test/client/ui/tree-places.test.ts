import { expect, test } from 'vitest';
import { dropAt, placeOfMove, type DragPoint, type TreeDrop, type TreeMove } from '#client/ui/tree-places.ts';
import { rowsOf } from '#client/ui/tree-rows.ts';

interface Item {
  readonly id: string;
  readonly children: readonly Item[];
}

const leaf = (id: string): Item => ({ id, children: [] });
const branch = (id: string, ...children: readonly Item[]): Item => ({ id, children });
/** A holds A1, A2 and A3; A2 holds A2a. */
const items: readonly Item[] = [
  branch('A', leaf('A1'), branch('A2', leaf('A2a')), leaf('A3')),
  leaf('B'),
  branch('C', leaf('C1')),
];

test.each<[string, TreeMove, string | null]>([
  ['A2', 'up', 'A 0'],
  ['A2', 'down', 'A 2'],
  ['A1', 'up', null],
  ['A3', 'down', null],
  ['A3', 'in', 'A2 1'],
  ['A1', 'in', null],
  ['B', 'in', 'A 3'],
  ['A1', 'out', 'top 1'],
  ['A2a', 'out', 'A 2'],
  ['B', 'out', null],
])('%s goes %s to %s', (id, move, expected) => {
  const place = placeOfMove(items, id, move);

  expect(place && `${place.parentId ?? 'top'} ${String(place.position)}`).toBe(expected);
});

function drop(draggedId: string, point: DragPoint, collapsed: readonly string[] = []): string | null {
  const found = dropAt(items, rowsOf(items, new Set(collapsed)), draggedId, point);
  return found && words(found);
}

function words({ side, overId, level, place }: TreeDrop): string {
  return `${side} ${overId} (level ${String(level)}): ${place.parentId ?? 'top'} ${String(place.position)}`;
}

const at = (overId: string, share: number, stepsOut = 0): DragPoint => ({ overId, share, stepsOut });

test('the upper edge of a row is before it, the middle in it, the lower edge behind it', () => {
  expect(drop('C1', at('A1', 0.1))).toBe('before A1 (level 2): A 0');
  expect(drop('C1', at('A1', 0.5))).toBe('into A1 (level 3): A1 0');
  expect(drop('C1', at('A1', 0.9))).toBe('behind A1 (level 2): A 1');
});

test('places are counted without the one that is pulled', () => {
  expect(drop('A1', at('A3', 0.1))).toBe('before A3 (level 2): A 1');
  expect(drop('A1', at('A3', 0.9))).toBe('behind A3 (level 2): A 2');
  expect(drop('A2a', at('A2', 0.5))).toBe('into A2 (level 3): A2 0');
});

test('behind a row that is open is before the first one in it; behind a closed one is behind all of it', () => {
  expect(drop('B', at('A', 0.9))).toBe('behind A (level 2): A 0');
  expect(drop('B', at('A', 0.9), ['A'])).toBe('behind A (level 1): top 1');
});

test('behind the last of its siblings, going to the left goes a level out for each step', () => {
  expect(drop('B', at('A3', 0.9, 1))).toBe('behind A3 (level 1): top 1');
  expect(drop('B', at('A2a', 0.9, 1))).toBe('behind A2a (level 2): A 2');
  expect(drop('B', at('A2a', 0.9, 5))).toBe('behind A2a (level 2): A 2');
  expect(drop('B', at('A1', 0.9, 1))).toBe('behind A1 (level 2): A 1');
});

test('nothing goes into itself or what is below it', () => {
  expect(drop('A', at('A', 0.5))).toBeNull();
  expect(drop('A', at('A2a', 0.1))).toBeNull();
});
