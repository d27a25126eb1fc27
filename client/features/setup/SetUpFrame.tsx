import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '#client/ui/BrandMark.tsx';
import classes from './SetUpFrame.module.css';

interface SetUpFrameProps {
  /** At the end of the head. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
}

/** The page of the first run: a head, the card, and what stands beside it. */
export function SetUpFrame({ action, children, aside }: SetUpFrameProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <BrandMark />
        <span className={classes.name}>{t('app.name')}</span>
        <span className={classes.where}>{t('setup.title')}</span>
        <span className={classes.action}>{action}</span>
      </header>
      <main className={classes.main} data-two={aside !== undefined || undefined}>
        {children}
        {aside}
      </main>
    </div>
  );
}
