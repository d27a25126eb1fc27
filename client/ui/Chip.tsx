import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import classes from './Chip.module.css';

/** `open`: nothing has come of it yet. */
export type ChipTone = 'plain' | 'open' | 'info' | 'warn' | 'ok' | 'late';

interface ChipProps {
  readonly tone: ChipTone;
  readonly icon: LucideIcon;
  readonly children: ReactNode;
}

/** A state as sign and word, never a colour alone. */
export function Chip({ tone, icon: Icon, children }: ChipProps): ReactElement {
  return (
    <span className={classes.chip} data-tone={tone}>
      <Icon size="1em" strokeWidth={2} aria-hidden />
      {children}
    </span>
  );
}
