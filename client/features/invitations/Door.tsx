import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '#client/ui/BrandMark.tsx';
import classes from './Door.module.css';

interface DoorProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** The card that somebody sees before they are anybody here. */
export function Door({ title, children }: DoorProps): ReactElement {
  const { t } = useTranslation();
  return (
    <main className={classes.screen}>
      <section className={classes.card}>
        <p className={classes.brand}>
          <BrandMark />
          {t('app.name')}
        </p>
        <h1 className={classes.title}>{title}</h1>
        {children}
      </section>
    </main>
  );
}
