import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { scrollerOf } from './scroller.ts';
import { dropAt, type TreeDrop, type TreePlace } from './tree-places.ts';
import type { TreeItem, TreeRow } from './tree-rows.ts';

/** Closer to the edge of the list than this, it scrolls. In CSS pixels, as pointers and scrolling are counted. */
const EDGE = 40;
const SCROLL_BY = 12;
const SCROLL_EVERY_MS = 16;
/** One level out for each of these to the left. */
const LEVEL_STEP = 24;

interface TreeDragOptions<Item> {
  readonly items: readonly Item[];
  readonly rows: readonly TreeRow<Item>[];
  readonly mayPlace: (id: string, place: TreePlace) => boolean;
  readonly onDrop: (id: string, place: TreePlace) => void;
}

interface Drag {
  readonly id: string;
  readonly startX: number;
  readonly x: number;
  readonly y: number;
}

interface TreeDrag {
  readonly draggedId: string | null;
  readonly drop: TreeDrop | null;
  /** Pressing the handle of a row begins; letting go puts the row there, Escape leaves it. */
  readonly pull: (event: PointerEvent, id: string) => void;
}

/** A row that is pulled by its handle. It listens to the whole window: rows come and go under a pointer while the list scrolls. */
export function useTreeDrag<Item extends TreeItem<Item>>(options: TreeDragOptions<Item>): TreeDrag {
  const [drag, setDrag] = useState<Drag | null>(null);
  const drop = drag === null ? null : dropUnder(options, drag);
  const latest = useRef({ drag, drop, onDrop: options.onDrop });
  useEffect(() => {
    latest.current = { drag, drop, onDrop: options.onDrop };
  });
  const isDragging = drag !== null;

  useEffect(() => {
    if (!isDragging) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener(
      'pointermove',
      ({ clientX: x, clientY: y }) => setDrag((before) => before && { ...before, x, y }),
      { signal },
    );
    window.addEventListener(
      'pointerup',
      () => {
        const { drag: last, drop: at, onDrop } = latest.current;
        setDrag(null);
        if (last !== null && at !== null) onDrop(last.id, at.place);
      },
      { signal },
    );
    window.addEventListener('pointercancel', () => setDrag(null), { signal });
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') setDrag(null);
      },
      { signal },
    );
    const scrolling = setInterval(() => {
      // Other rows come under a pointer that stands still.
      if (scrollAtEdge(latest.current.drag)) setDrag((before) => before && { ...before });
    }, SCROLL_EVERY_MS);
    return () => {
      listening.abort();
      clearInterval(scrolling);
    };
  }, [isDragging]);

  return {
    draggedId: drag?.id ?? null,
    drop,
    pull: (event, id) => {
      if (event.button !== 0) return;
      // Else the words under the way of the pointer are selected.
      event.preventDefault();
      setDrag({ id, startX: event.clientX, x: event.clientX, y: event.clientY });
    },
  };
}

function dropUnder<Item extends TreeItem<Item>>(options: TreeDragOptions<Item>, drag: Drag): TreeDrop | null {
  const row = rowUnder(drag);
  const overId = row?.dataset['row'];
  if (row === null || overId === undefined) return null;
  const { top, height } = row.getBoundingClientRect();
  const drop = dropAt(options.items, options.rows, drag.id, {
    overId,
    share: (drag.y - top) / height,
    stepsOut: Math.max(0, Math.round((drag.startX - drag.x) / LEVEL_STEP)),
  });
  return drop !== null && options.mayPlace(drag.id, drop.place) ? drop : null;
}

function rowUnder({ x, y }: Drag): HTMLElement | null {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-row]') ?? null;
}

function scrollAtEdge(drag: Drag | null): boolean {
  if (drag === null) return false;
  const scroller = scrollerOf(rowUnder(drag));
  const { top, bottom } = scroller.getBoundingClientRect();
  const isAbove = drag.y < Math.max(top, 0) + EDGE;
  const isBelow = drag.y > Math.min(bottom, window.innerHeight) - EDGE;
  if (isAbove || isBelow) scroller.scrollBy({ top: isAbove ? -SCROLL_BY : SCROLL_BY });
  return isAbove || isBelow;
}
