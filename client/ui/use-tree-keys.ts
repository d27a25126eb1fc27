import { useState, type KeyboardEvent, type RefObject } from 'react';

export interface TreeItem<Item> {
  readonly id: string;
  readonly children: readonly Item[];
}

/** One visible row. */
export interface TreeRow<Item> {
  readonly item: Item;
  /** From 1. */
  readonly level: number;
  readonly parentId: string | null;
  /** Null: there is nothing below. */
  readonly isExpanded: boolean | null;
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

/** The rows that can be seen, from top to bottom. */
export function rowsOf<Item extends TreeItem<Item>>(
  items: readonly Item[],
  collapsed: ReadonlySet<string>,
  above: { readonly level: number; readonly id: string | null } = { level: 0, id: null },
): readonly TreeRow<Item>[] {
  return items.flatMap((item, at) => {
    const level = above.level + 1;
    const hasMore = item.children.length > 0;
    const isExpanded = hasMore ? !collapsed.has(item.id) : null;
    const row = { item, level, parentId: above.id, isExpanded, position: at + 1, siblings: items.length };
    const below = isExpanded === true ? rowsOf(item.children, collapsed, { level, id: item.id }) : [];
    return [row, ...below];
  });
}

interface TreeKeysOptions<Item> {
  readonly table: RefObject<HTMLTableElement | null>;
  readonly items: readonly Item[];
  readonly onChoose: (id: string) => void;
  readonly onOpen: (item: Item) => void;
}

interface TreeKeys<Item> {
  readonly collapsed: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly handleKey: (event: KeyboardEvent, row: TreeRow<Item>) => void;
}

/** Which rows are collapsed, and what the keys do: arrows move, open and collapse; Home and End go to the ends; Enter opens. */
export function useTreeKeys<Item extends TreeItem<Item>>(options: TreeKeysOptions<Item>): TreeKeys<Item> {
  const { table, items, onChoose, onOpen } = options;
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(() => new Set());
  const rows = rowsOf(items, collapsed);

  function toggle(id: string): void {
    setCollapsed((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  }

  function goTo(id: string | null | undefined): void {
    if (id === null || id === undefined) return;
    onChoose(id);
    const seen = [...(table.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    seen.find((row) => row.dataset['row'] === id)?.focus();
  }

  function actOn(key: string, row: TreeRow<Item>): boolean {
    const at = rows.findIndex(({ item }) => item.id === row.item.id);
    switch (key) {
      case 'ArrowDown':
        goTo(rows[at + 1]?.item.id);
        return true;
      case 'ArrowUp':
        goTo(rows[at - 1]?.item.id);
        return true;
      case 'Home':
        goTo(rows[0]?.item.id);
        return true;
      case 'End':
        goTo(rows.at(-1)?.item.id);
        return true;
      case 'ArrowRight':
        if (row.isExpanded === true) goTo(rows[at + 1]?.item.id);
        if (row.isExpanded === false) toggle(row.item.id);
        return true;
      case 'ArrowLeft':
        if (row.isExpanded === true) toggle(row.item.id);
        else goTo(row.parentId);
        return true;
      case 'Enter':
        onOpen(row.item);
        return true;
      default:
        return false;
    }
  }

  function handleKey(event: KeyboardEvent, row: TreeRow<Item>): void {
    // A link or a button in the row has keys of its own.
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    if (actOn(event.key, row)) event.preventDefault();
  }

  return { collapsed, toggle, handleKey };
}
