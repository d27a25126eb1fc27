/** A value that others may watch; the shape `useSyncExternalStore` asks for. */
export interface Watched<Value> {
  get(this: void): Value;
  /** Calls back after each change until the returned function is called. */
  subscribe(this: void, listener: () => void): () => void;
}

interface Store<Value> extends Watched<Value> {
  set(this: void, value: Value): void;
}

/** Holds one immutable value; setting the same value again tells nobody. */
export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
