import type { ReactElement, ReactNode } from 'react';
import classes from './ListTable.module.css';

interface ListTableProps {
  /** What is listed, for readers of the screen. */
  readonly label: string;
  /** Heads of the columns; the last one's is read only, as it holds the buttons. */
  readonly heads: readonly string[];
  /** Rows: `<tr>` with a cell for each head. */
  readonly children: ReactNode;
}

/** Things with several columns; on a phone each row is a card. */
export function ListTable({ label, heads, children }: ListTableProps): ReactElement {
  const last = heads.length - 1;
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th key={head} scope="col">
              <span className={at === last ? classes.unseen : undefined}>{head}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
