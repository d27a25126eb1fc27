import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findNode, withPlaced } from '#client/data/outline-places.ts';
import { idOf } from '#shared/model/ids.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { node } from '#test/client/features/outline/example.ts';

const outline: readonly OutlineNode[] = [
  node('A', { children: [node('A1'), node('A2', { children: [node('A2a')] })] }),
  node('B'),
];

function drawn(nodes: readonly OutlineNode[]): string {
  return nodes.map(({ id, children }) => (children.length === 0 ? id : `${id}(${drawn(children)})`)).join(' ');
}

test.each([
  [{ id: 'B', parentId: 'A', position: 1 }, 'A(A1 B A2(A2a))'],
  [{ id: 'A1', parentId: 'A', position: 1 }, 'A(A2(A2a) A1) B'],
  [{ id: 'A2', parentId: null, position: 0 }, 'A2(A2a) A(A1) B'],
  [{ id: 'A2', parentId: null, position: 99 }, 'A(A1) B A2(A2a)'],
])('%j makes %s', (placement, expected) => {
  expect(drawn(withPlaced(outline, placement))).toBe(expected);
});

test('a move that was made already changes nothing, so that it may be shown until its answer is read', () => {
  const ids = ['A', 'A1', 'A2', 'A2a', 'B'];
  fc.assert(
    fc.property(
      fc.constantFrom(...ids),
      fc.constantFrom(null, ...ids),
      fc.integer({ min: 0, max: 4 }),
      (id, parentId, position) => {
        fc.pre(parentId === null || findNode([findNode(outline, id) ?? node(id)], parentId) === undefined);
        const once = withPlaced(outline, { id, parentId, position });

        expect(drawn(withPlaced(once, { id, parentId, position }))).toBe(drawn(once));
        expect(findNode(once, id)).toEqual(findNode(outline, id));
      },
    ),
  );
});

test('what is not there moves nothing', () => {
  expect(withPlaced(outline, { id: idOf('gone'), parentId: null, position: 0 })).toEqual(outline);
});
