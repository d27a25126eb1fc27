import { useCallback, useEffect, useRef } from 'react';

/** Gives what was last rendered, to code that lives longer than a render. */
export function useLatest<Value>(value: Value): () => Value {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}
