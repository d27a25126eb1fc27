import type { ReactElement, ReactNode } from 'react';
import classes from './EmptyState.module.css';

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  /** Its rank on the page: first where it stands for a whole screen. */
  readonly heading?: 'h1' | 'h2';
  /** What is missing. */
  readonly title: string;
  /** Why, and what comes next. */
  readonly children?: ReactNode;
  /** The next step, and below it one other way in. */
  readonly action?: ReactNode;
  readonly other?: ReactNode;
}

/** Stands where a list would be empty: what is missing and the next step. */
export function EmptyState({
  icon,
  heading: Heading = 'h2',
  title,
  children,
  action,
  other,
}: EmptyStateProps): ReactElement {
  return (
    <div className={classes.empty}>
      {icon !== undefined && (
        <span className={classes.icon} aria-hidden>
          {icon}
        </span>
      )}
      <Heading className={classes.title}>{title}</Heading>
      {children !== undefined && <p className={classes.text}>{children}</p>}
      {action}
      {other}
    </div>
  );
}
