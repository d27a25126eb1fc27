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
