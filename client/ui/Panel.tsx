import { useId, type ReactElement, type ReactNode } from 'react';
import classes from './Panel.module.css';

export interface PanelProps {
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly hint?: ReactNode;
  /** What can be done with the whole of it. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a screen, of a kind with the others on it. */
export function Panel({ title, hint, action, children }: PanelProps): ReactElement {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h2 className={classes.title} id={id}>
            {title}
          </h2>
          {hint !== undefined && <p className={classes.hint}>{hint}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
