import { useCallback, useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { addRows, emptyPerson, type JudgedRows, type PeopleRow, type RowChange } from './people-lines.ts';

interface PeopleLinesOptions {
  readonly body: RefObject<HTMLElement | null>;
  readonly rows: readonly PeopleRow[];
  readonly judged: JudgedRows;
  readonly onRows: (update: (rows: readonly PeopleRow[]) => readonly PeopleRow[]) => void;
  readonly scrollTo: (index: number) => void;
}

/** Where the keys are, or are to go: a row by its key, a cell by its name. */
interface Place {
  readonly key: number;
  readonly cell: string;
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['Enter', 1],
  ['ArrowDown', 1],
  ['ArrowUp', -1],
]);

export interface PlaceOfKeys {
  readonly place: Place | null;
  readonly setPlace: (place: Place | null) => void;
}

/** Kept apart, as the row that has the keys must be drawn before anything can be done with it. */
export function usePlaceOfKeys(): PlaceOfKeys {
  const [place, setPlace] = useState<Place | null>(null);
  return { place, setPlace };
}

interface PeopleLinesDeeds {
  readonly change: (key: number, fields: RowChange) => void;
  readonly remove: (key: number) => void;
  readonly add: () => void;
  readonly handleKey: (event: KeyboardEvent<HTMLElement>, index: number) => void;
  readonly goToNextFault: () => void;
}

/** What can be done with the lines, and the keys of a spreadsheet: Enter and the arrows go to the same cell of the next line. */
export function usePeopleLines(options: PeopleLinesOptions & PlaceOfKeys): PeopleLinesDeeds {
  const { body, rows, judged, onRows, scrollTo, place, setPlace } = options;
  const index = rows.findIndex(({ key }) => key === place?.key);
  useEffect(() => {
    if (place === null || index === -1) return;
    const row = body.current?.querySelector(`[data-index="${String(index)}"]`);
    const cell = row?.querySelector<HTMLElement>(`[data-cell="${place.cell}"]`);
    if (cell === document.activeElement) return;
    cell?.focus();
    cell?.scrollIntoView({ block: 'nearest' });
  }, [body, index, place]);

  const change = useCallback(
    (key: number, fields: RowChange) =>
      onRows((before) => before.map((row) => (row.key === key ? { ...row, ...fields } : row))),
    [onRows],
  );

  function goTo(at: number, cell: string): void {
    const row = rows[at];
    if (row === undefined) return;
    scrollTo(at);
    setPlace({ key: row.key, cell });
  }

  function add(): void {
    const more = addRows(rows, [emptyPerson]);
    onRows(() => more);
    setPlace({ key: more.at(-1)?.key ?? 0, cell: 'name' });
  }

  function remove(key: number): void {
    const at = rows.findIndex((row) => row.key === key);
    const neighbour = rows[at + 1] ?? rows[at - 1];
    onRows((before) => before.filter((row) => row.key !== key));
    setPlace(neighbour === undefined ? null : { key: neighbour.key, cell: 'name' });
  }

  function handleKey(event: KeyboardEvent<HTMLElement>, at: number): void {
    const cell = event.target instanceof HTMLInputElement ? event.target.dataset['cell'] : undefined;
    const step = STEPS.get(event.key);
    // An input method ends its word with Enter.
    if (cell === undefined || step === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.key === 'Enter' && at === rows.length - 1) add();
    else goTo(at + step, cell);
  }

  function goToNextFault(): void {
    const order = [...rows.keys()].map((at) => (at + index + 1) % rows.length);
    const at = order.find((one) => judged.faults.has(rows[one]?.key ?? -1));
    if (at === undefined) return;
    const { roles, title, login } = judged.faults.get(rows[at]?.key ?? -1) ?? {};
    if (roles !== undefined) goTo(at, 'roles');
    else if (title !== undefined) goTo(at, 'title');
    else goTo(at, login === undefined ? 'name' : 'login');
  }

  return { change, remove, add, handleKey, goToNextFault };
}
