import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './LoadingLines.module.css';

export interface LoadingLinesProps {
  /** How many lines the text will have, roughly. */
  readonly lines?: number;
}

const SHARES = ['38%', '100%', '96%', '100%', '54%'] as const;

/** Lines in the shape of the text to come. They show after a moment only, so that quick answers don't flash. */
export function LoadingLines({ lines = 5 }: LoadingLinesProps): ReactElement {
  const { t } = useTranslation();
  return (
    <output className={classes.lines} aria-busy="true">
      <span className={classes.words}>{t('app.loading')}</span>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className={classes.line} style={{ inlineSize: SHARES[at % SHARES.length] }} aria-hidden />
      ))}
    </output>
  );
}
