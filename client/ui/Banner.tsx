import type { ReactElement, ReactNode } from 'react';
import classes from './Banner.module.css';

export interface BannerProps {
  readonly tone: 'info' | 'warn' | 'late' | 'ok';
  readonly icon: ReactNode;
  readonly children: ReactNode;
  /** A button at the end. */
  readonly action?: ReactNode;
}

/** A state that lasts, under the header: it stays as long as the state does. Trouble is told to readers of the screen at once. */
export function Banner({ tone, icon, children, action }: BannerProps): ReactElement {
  const isTrouble = tone === 'warn' || tone === 'late';
  return (
    <div className={classes.banner} data-tone={tone} role={isTrouble ? 'alert' : 'status'}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div className={classes.text}>{children}</div>
      {action}
    </div>
  );
}
