import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets one large piece of work be done at a time in the whole node. */
export type SlowLane = (work: () => void) => Promise<void>;

/** One after the other, with a turn of the event loop before each. */
export function openSlowLane(): SlowLane {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    const done = last.then(() => nextTurn()).then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
