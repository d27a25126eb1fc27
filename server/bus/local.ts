import type { Hint } from '#shared/protocol/hints.ts';
import type { Log } from '#server/observe/log.ts';
import type { Bus } from './bus.ts';

/** Carries hints inside one process. Listeners hear them after the publisher went on, in the order of publishing; what one throws is noted. */
export function openLocalBus(log: Pick<Log, 'error'>): Bus {
  const listeners = new Set<{ readonly hear: (hint: Hint) => void }>();

  return {
    publish(hint) {
      for (const listener of listeners) {
        setImmediate(() => {
          if (!listeners.has(listener)) return;
          try {
            listener.hear(hint);
          } catch (error) {
            log.error(
              { hint: hint.kind, error: error instanceof Error ? error : new Error(String(error)) },
              'hint.failed',
            );
          }
        });
      }
    },
    subscribe(hear) {
      const listener = { hear };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => listeners.clear(),
  };
}
