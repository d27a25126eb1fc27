import type { ReactElement } from 'react';
import classes from './KeyHint.module.css';

export interface KeyHintProps {
  /** Names of keys that are pressed together or one after another, as printed on them. */
  readonly keys: readonly string[];
}

/** Keys as they look on the keyboard. */
export function KeyHint({ keys }: KeyHintProps): ReactElement {
  return (
    <span className={classes.keys}>
      {keys.map((key) => (
        <kbd key={key} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
