import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from './failure.ts';
import classes from './ErrorState.module.css';

export interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** What could not be opened, as a sentence; else a general one. */
  readonly title?: string;
  /** Its rank on the page; first where it stands for a whole screen, as it mostly does. */
  readonly heading?: 'h1' | 'h2';
  /** Another way on, beside trying again. */
  readonly other?: ReactNode;
}

/** Stands where a screen could not be opened: what happened, what was kept, what to do, a code for the administrator. */
export function ErrorState({ error, onRetry, title, heading: Heading = 'h1', other }: ErrorStateProps): ReactElement {
  const { t } = useTranslation();
  const { code, isOutOfReach, requestId } = failureOf(error);
  const reference = requestId === undefined ? code : `${code} · ${requestId}`;
  return (
    <div className={classes.failed} role="alert">
      <Heading className={classes.title}>{title ?? t('app.cannotOpen')}</Heading>
      <p className={classes.text}>{isOutOfReach ? t('app.outOfReach') : t(`errors.${code}`)}</p>
      <div className={classes.ways}>
        {onRetry !== undefined && <Button onClick={onRetry}>{t('app.tryAgain')}</Button>}
        {other}
      </div>
      <p className={classes.code}>{t('app.reportCode', { code: reference })}</p>
    </div>
  );
}
