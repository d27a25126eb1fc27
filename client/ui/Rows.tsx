import type { ReactElement, ReactNode } from 'react';
import classes from './Rows.module.css';

interface RowsProps {
  /** What is listed, for readers of the screen. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A list of things with a name, a second line and what can be done with each. */
export function Rows({ label, children }: RowsProps): ReactElement {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  readonly name: ReactNode;
  readonly second?: ReactNode;
  /** At the end of the row: its buttons. */
  readonly children?: ReactNode;
}

export function Row({ name, second, children }: RowProps): ReactElement {
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <div className={classes.name}>{name}</div>
        {second !== undefined && <p className={classes.second}>{second}</p>}
      </div>
      {children}
    </li>
  );
}
