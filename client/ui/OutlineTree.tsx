import { ChevronDown, ChevronRight } from 'lucide-react';
import { useRef, type KeyboardEvent, type MouseEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { rowsOf, useTreeKeys, type TreeItem, type TreeRow } from './use-tree-keys.ts';
import classes from './OutlineTree.module.css';

/** What a row's cells are drawn from. */
export interface TreeCells<Item> {
  readonly item: Item;
  /** From 1. */
  readonly level: number;
  readonly isChosen: boolean;
  /** For the links and buttons of the row: only those of the chosen row are stops of the Tab key. */
  readonly tabIndex: 0 | -1;
  /** Opens and collapses the row; to be put before its name. */
  readonly toggle: ReactNode;
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
}

/** A tree in a table, worked by mouse or by keys as the ARIA practice of a treegrid says. */
export function OutlineTree<Item extends TreeItem<Item>>(props: OutlineTreeProps<Item>): ReactElement {
  const { label, items, head, nameOf, renderCells, chosenId, onChoose, onOpen } = props;
  const table = useRef<HTMLTableElement>(null);
  const { collapsed, toggle, handleKey } = useTreeKeys({ table, items, onChoose, onOpen });
  const rows = rowsOf(items, collapsed);
  const entryId = rows.some(({ item }) => item.id === chosenId) ? chosenId : rows[0]?.item.id;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA in HTML allows a treegrid here, and the table gives the columns their meaning
    <table ref={table} className={classes.tree} role="treegrid" aria-label={label}>
      <thead>
        <tr>{head}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.item.id}
            row={row}
            isChosen={row.item.id === chosenId}
            isEntry={row.item.id === entryId}
            name={nameOf(row.item)}
            onChoose={onChoose}
            onOpen={onOpen}
            onToggle={toggle}
            onKey={handleKey}
            renderCells={renderCells}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps<Item> {
  readonly row: TreeRow<Item>;
  readonly isChosen: boolean;
  /** Where the Tab key enters the tree. */
  readonly isEntry: boolean;
  readonly name: string;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (item: Item) => void;
  readonly onToggle: (id: string) => void;
  readonly onKey: (event: KeyboardEvent, row: TreeRow<Item>) => void;
  readonly renderCells: (cells: TreeCells<Item>) => ReactNode;
}

function Row<Item extends TreeItem<Item>>(props: RowProps<Item>): ReactElement {
  const { row, isChosen, isEntry, name, onChoose, onOpen, onToggle, onKey, renderCells } = props;
  const { item, level, isExpanded } = row;
  const toggle = <Toggle name={name} isExpanded={isExpanded} onToggle={() => onToggle(item.id)} />;
  return (
    <tr
      className={classes.row}
      data-row={item.id}
      aria-level={level}
      aria-expanded={isExpanded ?? undefined}
      aria-selected={isChosen}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      tabIndex={isEntry ? 0 : -1}
      onClick={() => onChoose(item.id)}
      onDoubleClick={() => onOpen(item)}
      onKeyDown={(event) => onKey(event, row)}
    >
      {renderCells({ item, level, isChosen, tabIndex: isEntry ? 0 : -1, toggle })}
    </tr>
  );
}

interface ToggleProps {
  readonly name: string;
  /** Null: there is nothing below. */
  readonly isExpanded: boolean | null;
  readonly onToggle: () => void;
}

/** For the mouse; keys open and collapse with the arrows on the row. */
function Toggle({ name, isExpanded, onToggle }: ToggleProps): ReactElement {
  const { t } = useTranslation();
  if (isExpanded === null) return <span className={classes.toggle} />;
  const press = (event: MouseEvent): void => {
    event.stopPropagation();
    onToggle();
  };
  const Icon = isExpanded ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={classes.toggle}
      tabIndex={-1}
      aria-label={t(isExpanded ? 'outline.collapse' : 'outline.expand', { title: name })}
      onClick={press}
    >
      <Icon size="1rem" aria-hidden />
    </button>
  );
}
