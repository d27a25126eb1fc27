import { useState, type KeyboardEvent } from 'react';
import { placeOfMove, type TreeMove, type TreePlace } from './tree-places.ts';
import { rowsOf, type TreeItem, type TreeRow } from './tree-rows.ts';

interface TreeKeysOptions<Item> {
  readonly items: readonly Item[];
  /** Chooses a row and takes the keys there. */
  readonly goTo: (id: string) => void;
  readonly onOpen: (item: Item) => void;
  /** Without it nothing can be moved. A place is null where there is none on that side. */
  readonly onMove?: ((item: Item, place: TreePlace | null, move: TreeMove) => void) | undefined;
}

interface TreeKeys<Item> {
  readonly collapsed: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly expand: (id: string) => void;
  readonly handleKey: (event: KeyboardEvent, row: TreeRow<Item>) => void;
}

const MOVES = new Map<string, TreeMove>([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['ArrowRight', 'in'],
  ['ArrowLeft', 'out'],
]);

/**
 * Which rows are collapsed, and what the keys do: arrows move, open and collapse; Home and End go to the ends; Enter opens. With Alt the
 * arrows move the row itself.
 */
export function useTreeKeys<Item extends TreeItem<Item>>(options: TreeKeysOptions<Item>): TreeKeys<Item> {
  const { items, goTo, onOpen, onMove } = options;
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(() => new Set());
  const rows = rowsOf(items, collapsed);

  function expand(id: string): void {
    setCollapsed((before) => new Set([...before].filter((one) => one !== id)));
  }

  function toggle(id: string): void {
    if (collapsed.has(id)) expand(id);
    else setCollapsed((before) => new Set([...before, id]));
  }

  function goToRow(row: TreeRow<Item> | undefined): void {
    if (row !== undefined) goTo(row.item.id);
  }

  function actOn(key: string, row: TreeRow<Item>): boolean {
    const at = rows.findIndex(({ item }) => item.id === row.item.id);
    switch (key) {
      case 'ArrowDown':
        goToRow(rows[at + 1]);
        return true;
      case 'ArrowUp':
        goToRow(rows[at - 1]);
        return true;
      case 'Home':
        goToRow(rows[0]);
        return true;
      case 'End':
        goToRow(rows.at(-1));
        return true;
      case 'ArrowRight':
        if (row.isExpanded === true) goToRow(rows[at + 1]);
        if (row.isExpanded === false) toggle(row.item.id);
        return true;
      case 'ArrowLeft':
        if (row.isExpanded === true) toggle(row.item.id);
        else if (row.parentId !== null) goTo(row.parentId);
        return true;
      case 'Enter':
        onOpen(row.item);
        return true;
      default:
        return false;
    }
  }

  function moveBy(key: string, { item }: TreeRow<Item>): boolean {
    const move = MOVES.get(key);
    if (move === undefined || onMove === undefined) return false;
    onMove(item, placeOfMove(items, item.id, move), move);
    return true;
  }

  function handleKey(event: KeyboardEvent, row: TreeRow<Item>): void {
    // A link or a button in the row has keys of its own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const isDone = event.altKey ? moveBy(event.key, row) : actOn(event.key, row);
    if (isDone) event.preventDefault();
  }

  return { collapsed, toggle, expand, handleKey };
}
