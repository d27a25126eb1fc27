import { ChevronDown, ChevronRight, GripVertical } from 'lucide-react';
import {
  memo,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeDrop } from './tree-places.ts';
import classes from './OutlineTree.module.css';

/** What a row's cells are drawn from. */
export interface TreeCells<Item> {
  readonly item: Item;
  /** From 1. */
  readonly level: number;
  readonly isChosen: boolean;
  /** Whether what may be done with the row is shown: it is chosen, or the pointer or the keys are on it. */
  readonly isNear: boolean;
  /** For the links and buttons of the row: only those of the chosen row are stops of the Tab key. */
  readonly tabIndex: 0 | -1;
  /** Opens and collapses the row, and pulls it where it may be moved; to be put before its name. */
  readonly toggle: ReactNode;
}

/** What a row is drawn from besides its item. */
export type RowLook = Omit<TreeCells<unknown>, 'item' | 'level'>;

export interface OutlineTreeRowProps {
  readonly id: string;
  readonly level: number;
  /** Null: there is nothing below. */
  readonly isExpanded: boolean | null;
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
  /** Place among all rows, from 0. */
  readonly index: number;
  readonly isChosen: boolean;
  /** Where the Tab key enters the tree. */
  readonly isEntry: boolean;
  readonly isDragged: boolean;
  readonly drop: TreeDrop | null;
  readonly name: string;
  /** Begins to pull the row; absent where nothing may be moved. */
  readonly onPull: ((event: PointerEvent, id: string) => void) | undefined;
  /** Only in a tree of which a part is drawn. */
  readonly measure: ((row: HTMLElement | null) => void) | undefined;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onToggle: (id: string) => void;
  readonly onKey: (event: KeyboardEvent, id: string) => void;
  readonly draw: (look: RowLook) => ReactNode;
}

/** One row of the tree, with the cells that its owner draws; drawn again only when something of its own has changed. */
export const OutlineTreeRow = memo(function OutlineTreeRow(props: OutlineTreeRowProps): ReactElement {
  const { id, level, isExpanded, index, isChosen, isEntry, drop, name, onPull, measure, onChoose, onOpen } = props;
  const [isUnderPointer, setUnderPointer] = useState(false);
  const [hasKeys, setHasKeys] = useState(false);
  const tabIndex = isEntry ? 0 : -1;
  const toggle = (
    <>
      {onPull !== undefined && <Handle onPointerDown={(event) => onPull(event, id)} />}
      <Toggle name={name} isExpanded={isExpanded} onToggle={() => props.onToggle(id)} />
    </>
  );
  return (
    <tr
      ref={measure}
      className={classes.row}
      data-row={id}
      data-index={index}
      data-dragged={props.isDragged || undefined}
      data-drop={drop?.side}
      data-drop-level={drop?.level}
      aria-level={level}
      aria-expanded={isExpanded ?? undefined}
      aria-selected={isChosen}
      aria-posinset={props.position}
      aria-setsize={props.siblings}
      aria-rowindex={measure && index + 1}
      tabIndex={tabIndex}
      onClick={(event) => isOfRow(event) && onChoose(id)}
      onDoubleClick={(event) => isOfRow(event) && onOpen(id)}
      onKeyDown={(event) => props.onKey(event, id)}
      onPointerEnter={() => setUnderPointer(true)}
      onPointerLeave={() => setUnderPointer(false)}
      onFocus={() => setHasKeys(true)}
      onBlur={(event) => setHasKeys(staysWithin(event))}
    >
      {props.draw({ isChosen, isNear: isChosen || isUnderPointer || hasKeys, tabIndex, toggle })}
    </tr>
  );
});

/** A menu of the row is drawn elsewhere on the page, and its clicks come here all the same. */
function isOfRow(event: MouseEvent): boolean {
  return event.target instanceof Node && event.currentTarget.contains(event.target);
}

function staysWithin(event: FocusEvent): boolean {
  return event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
}

interface HandleProps {
  readonly onPointerDown: (event: PointerEvent) => void;
}

/** For the mouse; keys move the row with Alt and the arrows. */
function Handle({ onPointerDown }: HandleProps): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={classes.handle} title={t('outline.pull')} onPointerDown={onPointerDown}>
      <GripVertical size="1rem" aria-hidden />
    </span>
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
