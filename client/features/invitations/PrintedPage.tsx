import { Portal } from '@mantine/core';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import classes from './PrintedPage.module.css';

interface PrintedPageProps {
  readonly children: ReactNode;
}

/** What is printed instead of the screen, as long as it is there; on the screen it is not seen. */
export function PrintedPage({ children }: PrintedPageProps): ReactElement {
  return (
    // With a node of its own: dialogs share theirs, and would be printed along.
    <Portal reuseTargetNode={false}>
      <div className={classes.page} aria-hidden>
        {children}
      </div>
    </Portal>
  );
}

interface PrintedOnceProps extends PrintedPageProps {
  readonly onPrinted: () => void;
}

/** Prints a page as soon as it is there, and says when it may go. */
export function PrintedOnce({ children, onPrinted }: PrintedOnceProps): ReactElement {
  useEffect(() => {
    addEventListener('afterprint', onPrinted);
    // The page is drawn into its node after this.
    const drawn = requestAnimationFrame(() => window.print());
    return () => {
      cancelAnimationFrame(drawn);
      removeEventListener('afterprint', onPrinted);
    };
  }, [onPrinted]);
  return <PrintedPage>{children}</PrintedPage>;
}
