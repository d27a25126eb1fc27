import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useState, type RefObject } from 'react';
import { scrollerOf } from './scroller.ts';

/** As many rows are drawn whole; of more, only those near the screen. */
const MOST_WHOLE = 150;
/** Of a row of usual height, in CSS pixels, until it has been measured. */
const USUAL_HEIGHT = 36;
const BEYOND = 12;

interface VisibleRowsOptions {
  readonly body: RefObject<HTMLElement | null>;
  readonly count: number;
  /** Rows that stay though they are out of sight, as the one that has the keys. */
  readonly kept: readonly number[];
}

export interface VisibleRows {
  /** Places in the list, in their order, each with the room of the rows before it that are not drawn, in CSS pixels. */
  readonly drawn: readonly { readonly index: number; readonly gap: number }[];
  /** The room of those behind the last. */
  readonly behind: number;
  readonly isPart: boolean;
  readonly measure: (row: HTMLElement | null) => void;
  readonly scrollTo: (index: number) => void;
}

/** Which rows of a long list are drawn. The list scrolls with whatever is around it. */
export function useVisibleRows({ body, count, kept }: VisibleRowsOptions): VisibleRows {
  const isPart = count > MOST_WHOLE;
  const [scroller, setScroller] = useState<Element | null>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    if (!isPart || body.current === null) return;
    const around = scrollerOf(body.current);
    setScroller(around);
    setMargin(body.current.getBoundingClientRect().top - around.getBoundingClientRect().top + around.scrollTop);
  }, [body, isPart]);
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoized: the tree is drawn anew whenever it scrolls
  const virtualizer = useVirtualizer({
    enabled: isPart,
    count,
    getScrollElement: () => scroller,
    estimateSize: () => USUAL_HEIGHT,
    overscan: BEYOND,
    useFlushSync: false,
    scrollMargin: margin,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...kept])].toSorted((a, b) => a - b),
  });
  if (!isPart) {
    const drawn = Array.from({ length: count }, (_, index) => ({ index, gap: 0 }));
    return { drawn, behind: 0, isPart, measure: nothing, scrollTo: nothing };
  }
  const items = virtualizer.getVirtualItems();
  const ends = [margin, ...items.map(({ end }) => end)];
  return {
    drawn: items.map(({ index, start }, at) => ({ index, gap: start - (ends[at] ?? start) })),
    behind: virtualizer.getTotalSize() + margin - (ends.at(-1) ?? margin),
    isPart,
    measure: virtualizer.measureElement,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  };
}

function nothing(): void {}
