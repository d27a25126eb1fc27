import { useId, type ReactElement, type ReactNode } from 'react';
import classes from './Card.module.css';

interface CardProps {
  readonly title: string;
  /** How many things it holds; none is not counted. */
  readonly count: number;
  readonly children: ReactNode;
}

/** A titled part of Home. */
export function Card({ title, count, children }: CardProps): ReactElement {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 className={classes.title} id={id}>
          {title}
        </h2>
        {count > 0 && <span className={classes.count}>{count}</span>}
      </header>
      {children}
    </section>
  );
}
