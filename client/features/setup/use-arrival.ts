import { useEffect, useRef, type RefObject } from 'react';
import { scrollerOf } from '#client/ui/scroller.ts';

interface Arrival<Card extends HTMLElement> {
  readonly card: RefObject<Card | null>;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** A step that opens is seen from its beginning, and the keys and readers of the screen are at its heading. */
export function useArrival<Card extends HTMLElement>(): Arrival<Card> {
  const card = useRef<Card>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    scrollerOf(card.current).scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, []);
  return { card, heading };
}
