import type { TreeItem, TreeRow } from './tree-rows.ts';

/** Where an item is put: under a parent (null: at the top), at a place among the others there, from 0. */
export interface TreePlace {
  readonly parentId: string | null;
  readonly position: number;
}

/** What a key does with an item: one place up or down among its siblings, into the one above it, or out behind its parent. */
export type TreeMove = 'up' | 'down' | 'in' | 'out';

/** Where a move puts an item; null where it can't be moved so. */
export function placeOfMove<Item extends TreeItem<Item>>(
  items: readonly Item[],
  id: string,
  move: TreeMove,
): TreePlace | null {
  const found = siblingsOf(items, id);
  if (found === undefined) return null;
  const { siblings, parentId } = found;
  const at = siblings.findIndex((one) => one.id === id);
  const above = siblings[at - 1];
  switch (move) {
    case 'up':
      return above === undefined ? null : { parentId, position: at - 1 };
    case 'down':
      return at === siblings.length - 1 ? null : { parentId, position: at + 1 };
    case 'in':
      return above === undefined ? null : { parentId: above.id, position: above.children.length };
    case 'out':
      return parentId === null ? null : placeBehind(items, parentId, id);
  }
}

/** What is shown while an item is dragged: a line beside a row, or the row that would hold it. */
export interface TreeDrop {
  readonly overId: string;
  readonly side: 'before' | 'into' | 'behind';
  /** Of the dragged item in its new place, from 1. */
  readonly level: number;
  readonly place: TreePlace;
}

export interface DragPoint {
  readonly overId: string;
  /** How far down in the row, from 0 to 1. */
  readonly share: number;
  /** Steps to the left since the drag began: at the end of a list of siblings each goes one level out. */
  readonly stepsOut: number;
}

const EDGE = 0.3;

/** Where an item that is dragged to a point would go; null where it can't. */
export function dropAt<Item extends TreeItem<Item>>(
  items: readonly Item[],
  rows: readonly TreeRow<Item>[],
  draggedId: string,
  { overId, share, stepsOut }: DragPoint,
): TreeDrop | null {
  const over = rows.find(({ item }) => item.id === overId);
  if (over === undefined || isWithin(items, draggedId, overId)) return null;
  if (share < EDGE) {
    const place = { parentId: over.parentId, position: over.position - 1 - isAbove(over, rows, draggedId) };
    return { overId, side: 'before', level: over.level, place };
  }
  if (share <= 1 - EDGE || over.isExpanded === true) {
    const isFirst = share > 1 - EDGE;
    const position = isFirst ? 0 : over.item.children.filter(({ id }) => id !== draggedId).length;
    const side = isFirst ? 'behind' : 'into';
    return { overId, side, level: over.level + 1, place: { parentId: overId, position } };
  }
  let last = over;
  for (let step = 0; step < stepsOut && last.position === last.siblings; step += 1) {
    last = rows.find(({ item }) => item.id === last.parentId) ?? last;
  }
  const place = placeBehind(items, last.item.id, draggedId);
  return place && { overId, side: 'behind', level: last.level, place };
}

/** 1 where the dragged item stands among the siblings of a row and before it: without it they move up. */
function isAbove<Item extends TreeItem<Item>>(
  row: TreeRow<Item>,
  rows: readonly TreeRow<Item>[],
  draggedId: string,
): 0 | 1 {
  const dragged = rows.find(({ item }) => item.id === draggedId);
  return dragged?.parentId === row.parentId && dragged.position < row.position ? 1 : 0;
}

function placeBehind<Item extends TreeItem<Item>>(
  items: readonly Item[],
  id: string,
  movedId: string,
): TreePlace | null {
  const found = siblingsOf(items, id);
  if (found === undefined) return null;
  const others = found.siblings.filter((one) => one.id !== movedId);
  return { parentId: found.parentId, position: others.findIndex((one) => one.id === id) + 1 };
}

/** Whether an item is another or stands anywhere below it. */
function isWithin<Item extends TreeItem<Item>>(items: readonly Item[], outerId: string, id: string): boolean {
  const has = (item: Item): boolean => item.id === id || item.children.some(has);
  const find = (list: readonly Item[]): Item | undefined =>
    list.find((item) => item.id === outerId) ?? list.map(({ children }) => find(children)).find(Boolean);
  const outer = find(items);
  return outer !== undefined && has(outer);
}

interface Siblings<Item> {
  readonly siblings: readonly Item[];
  readonly parentId: string | null;
}

function siblingsOf<Item extends TreeItem<Item>>(
  items: readonly Item[],
  id: string,
  parentId: string | null = null,
): Siblings<Item> | undefined {
  if (items.some((item) => item.id === id)) return { siblings: items, parentId };
  for (const item of items) {
    const found = siblingsOf(item.children, id, item.id);
    if (found !== undefined) return found;
  }
  return undefined;
}
