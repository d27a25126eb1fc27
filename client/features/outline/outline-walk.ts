import type { TreePlace } from '#client/ui/tree-places.ts';
import { idOf, type SectionId } from '#shared/model/ids.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { mayHang } from '#shared/rules/outline.ts';

/** Where a section stands among its brothers and sisters. */
export function placeOf(nodes: readonly OutlineNode[], id: string, parentId: string | null = null): TreePlace | null {
  const position = nodes.findIndex((node) => node.id === id);
  if (position >= 0) return { parentId, position };
  for (const node of nodes) {
    const found = placeOf(node.children, id, node.id);
    if (found !== null) return found;
  }
  return null;
}

/** Every section of an outline in reading order. */
export function allNodes(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

/** Whether a section may hang under another one; the server asks the same. */
export function judgeHanging(
  outline: readonly OutlineNode[],
  id: string,
  parentId: string | null,
): ReturnType<typeof mayHang> {
  return mayHang(hungOf(outline), idOf<SectionId>(id), parentId === null ? null : idOf<SectionId>(parentId));
}

type Hung = Parameters<typeof mayHang>[0][number];

function hungOf(nodes: readonly OutlineNode[], parentId: SectionId | null = null): readonly Hung[] {
  return nodes.flatMap(({ id, children }) => [{ id, parentId }, ...hungOf(children, id)]);
}
