import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function for as long as its component is there, that does what the newest one given does. For events of rows that are not drawn
 * again unless something of theirs has changed; not to be called while drawing.
 */
export function useSteady<Args extends readonly unknown[]>(act: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
