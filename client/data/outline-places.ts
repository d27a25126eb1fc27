import type { OutlineNode } from '#shared/protocol/reports.ts';

/** Where a section is put: under a parent (null: at the top), at a place among the others there, from 0. */
export interface Placement {
  readonly id: string;
  readonly parentId: string | null;
  readonly position: number;
}

/** The outline as it will be once the section is put there. What can't be found is left as it is. */
export function withPlaced(outline: readonly OutlineNode[], { id, parentId, position }: Placement): OutlineNode[] {
  const moved = findNode(outline, id);
  if (moved === undefined) return [...outline];
  const put = (nodes: readonly OutlineNode[], at: string | null): OutlineNode[] => {
    const others = nodes
      .filter((node) => node.id !== id)
      .map((node) => ({ ...node, children: put(node.children, node.id) }));
    return at === parentId ? others.toSpliced(position, 0, moved) : others;
  };
  return put(outline, null);
}

/** A section of an outline by its id. */
export function findNode(outline: readonly OutlineNode[], id: string | null): OutlineNode | undefined {
  for (const node of outline) {
    const found = node.id === id ? node : findNode(node.children, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
