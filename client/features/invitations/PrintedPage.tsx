import { Portal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './PrintedPage.module.css';

interface PrintedPageProps {
  readonly children: ReactNode;
}

/** What is printed instead of the screen, as long as it is there; on the screen it is not seen. One at a time. */
export function PrintedPage({ children }: PrintedPageProps): ReactElement {
  return (
    <Portal>
      <div className={classes.page} aria-hidden>
        {children}
      </div>
    </Portal>
  );
}
