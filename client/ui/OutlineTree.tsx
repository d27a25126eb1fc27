import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react';
import { OutlineTreeRow, type RowLook, type TreeCells } from './OutlineTreeRow.tsx';
import type { TreeMove, TreePlace } from './tree-places.ts';
import { rowsOf, type TreeItem, type TreeRow } from './tree-rows.ts';
import { useSteady } from './use-steady.ts';
import { useTreeDrag } from './use-tree-drag.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import { useVisibleRows } from './use-visible-rows.ts';
import classes from './OutlineTree.module.css';

/** For a tree whose rows may be put elsewhere. */
export interface TreeMoving<Item> {
  readonly mayPlace: (id: string, place: TreePlace) => boolean;
  /** `place` is null where a key asked for a place that there is not. */
  readonly onPlace: (item: Item, place: TreePlace | null, how: TreeMove | 'drag') => void;
}

export interface OutlineTreeProps<Item extends TreeItem<Item>> {
  readonly label: string;
  readonly items: readonly Item[];
  /** The cells of the head. */
  readonly head: ReactNode;
  readonly nameOf: (item: Item) => string;
  readonly renderCells: (cells: TreeCells<Item>) => ReactNode;
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
  /** Enter on a row, or a double click. */
  readonly onOpen: (item: Item) => void;
  readonly moving?: TreeMoving<Item> | undefined;
}

/**
 * A tree in a table, worked by mouse or by keys as the ARIA practice of a treegrid says. Rows that may be moved have a handle to pull them
 * by, and go with Alt and the arrows. Of a long tree only the rows near the screen are drawn.
 */
export function OutlineTree<Item extends TreeItem<Item>>(props: OutlineTreeProps<Item>): ReactElement {
  const { label, items, head, nameOf, renderCells, chosenId, onChoose, onOpen, moving } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const wanted = useRef<string | null>(null);
  const { collapsed, toggle, expand, handleKey } = useTreeKeys({ items, goTo, onOpen, onMove: moving && put });
  const rows = useMemo(() => rowsOf(items, collapsed), [items, collapsed]);
  const draws = useMemo(
    () =>
      rows.map(
        ({ item, level }) =>
          (look: RowLook) =>
            renderCells({ item, level, ...look }),
      ),
    [rows, renderCells],
  );
  const chosenAt = rows.findIndex(({ item }) => item.id === chosenId);
  const entryAt = Math.max(0, chosenAt);
  const { drawn, behind, isPart, measure, scrollTo } = useVisibleRows({
    body,
    count: rows.length,
    kept: rows.length === 0 ? [] : [entryAt],
  });
  const { drop, draggedId, pull } = useTreeDrag({ items, rows, mayPlace, onDrop: dropRow });

  useLayoutEffect(() => {
    const row = wanted.current === null ? undefined : findRow(body, wanted.current);
    if (row === undefined) return;
    wanted.current = null;
    row.focus();
  });
  useScrollToChosen({ chosenId, body, scrollTo: isPart ? () => scrollTo(chosenAt) : null });

  function rowOf(id: string): TreeRow<Item> | undefined {
    return rows.find(({ item }) => item.id === id);
  }

  function goTo(id: string): void {
    wanted.current = id;
    onChoose(id);
  }

  function mayPlace(id: string, place: TreePlace): boolean {
    return moving?.mayPlace(id, place) ?? false;
  }

  function put(item: Item, place: TreePlace | null, how: TreeMove | 'drag'): void {
    // Where it goes it is to be seen.
    if (place?.parentId !== null && place !== null) expand(place.parentId);
    moving?.onPlace(item, place, how);
  }

  function dropRow(id: string, place: TreePlace): void {
    const row = rowOf(id);
    if (row !== undefined) put(row.item, place, 'drag');
  }

  const steady = {
    onPull: useSteady(pull),
    onChoose: useSteady(onChoose),
    onToggle: useSteady(toggle),
    onOpen: useSteady((id: string) => {
      const row = rowOf(id);
      if (row !== undefined) onOpen(row.item);
    }),
    onKey: useSteady((event: KeyboardEvent, id: string) => {
      const row = rowOf(id);
      if (row !== undefined) handleKey(event, row);
    }),
  };
  const drawRow = (row: TreeRow<Item>, index: number): ReactElement => (
    <OutlineTreeRow
      key={row.item.id}
      {...steady}
      id={row.item.id}
      level={row.level}
      isExpanded={row.isExpanded}
      position={row.position}
      siblings={row.siblings}
      index={index}
      isChosen={index === chosenAt}
      isEntry={index === entryAt}
      isDragged={row.item.id === draggedId}
      drop={drop?.overId === row.item.id ? drop : null}
      name={nameOf(row.item)}
      onPull={moving && steady.onPull}
      measure={isPart ? measure : undefined}
      draw={draws[index] ?? nothing}
    />
  );
  return (
    <table
      className={classes.tree}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA in HTML allows a treegrid here, and the table gives the columns their meaning
      role="treegrid"
      aria-label={label}
      aria-rowcount={isPart ? rows.length : undefined}
      data-dragging={draggedId !== null || undefined}
    >
      <thead>
        <tr>{head}</tr>
      </thead>
      <tbody ref={body}>
        {drawn.flatMap(({ index, gap }) => {
          const row = rows[index];
          if (row === undefined) return [];
          return gap > 0
            ? [<Room key={`before ${row.item.id}`} height={gap} />, drawRow(row, index)]
            : drawRow(row, index);
        })}
        {behind > 0 && <Room height={behind} />}
      </tbody>
    </table>
  );
}

function nothing(): null {
  return null;
}

/** Stands for rows that are not drawn. */
function Room({ height }: { readonly height: number }): ReactElement {
  return (
    <tr aria-hidden>
      <td aria-hidden style={{ blockSize: height, padding: 0 }} />
    </tr>
  );
}

function findRow(body: RefObject<HTMLElement | null>, id: string): HTMLElement | undefined {
  const seen = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  return seen.find((row) => row.dataset['row'] === id);
}

interface ScrollToChosenOptions {
  readonly chosenId: string | null;
  readonly body: RefObject<HTMLElement | null>;
  /** For a row that is not where it belongs; null where all rows are. */
  readonly scrollTo: (() => void) | null;
}

/** A row that was chosen elsewhere, by an address or by being made, is brought into sight. */
function useScrollToChosen({ chosenId, body, scrollTo }: ScrollToChosenOptions): void {
  const latest = useRef(scrollTo);
  useEffect(() => {
    latest.current = scrollTo;
  });
  useEffect(() => {
    if (chosenId === null) return;
    latest.current?.();
    findRow(body, chosenId)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId, body]);
}
