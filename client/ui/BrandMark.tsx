import type { ReactElement } from 'react';
import classes from './BrandMark.module.css';

/** The sign of the product: threads that run together into one. */
export function BrandMark(): ReactElement {
  return (
    <svg className={classes.mark} viewBox="0 0 28 28" aria-hidden>
      <rect className={classes.ground} width="28" height="28" rx="6" />
      <path className={classes.threads} d="M7 8h4c4 0 3.500 6 7 6h3M7 14h14M7 20h4c4 0 3.500-6 7-6" />
    </svg>
  );
}
