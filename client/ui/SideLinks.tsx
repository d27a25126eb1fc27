import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './SideLinks.module.css';

interface SideLinksProps {
  /** What they are the sides of, for readers of the screen. */
  readonly label: string;
  readonly sides: readonly Side[];
  /** What stands at the end of their line. */
  readonly children?: ReactNode;
}

interface Side {
  /** The query of the address, from its question mark; empty for the first side. */
  readonly search: string;
  readonly icon: ReactNode;
  readonly name: string;
  /** What is counted on it. */
  readonly count?: string | undefined;
  readonly isShown: boolean;
}

/** The sides of one screen as links rather than tabs in place: each has an address to be shared. */
export function SideLinks({ label, sides, children }: SideLinksProps): ReactElement {
  return (
    <nav className={classes.sides} aria-label={label}>
      {sides.map(({ search, icon, name, count, isShown }) => (
        <Link key={search} className={classes.side} to={{ search }} aria-current={isShown ? 'page' : undefined}>
          {icon}
          {name}
          {count !== undefined && <span className={classes.count}>{count}</span>}
        </Link>
      ))}
      {children}
    </nav>
  );
}
