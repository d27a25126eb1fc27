import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '#client/ui/page-title.ts';
import { CodeForm } from './CodeForm.tsx';
import { Door } from './Door.tsx';
import classes from './Words.module.css';

/** Where a meeting's code is typed that could not be scanned. */
export function CodeScreen(): ReactElement {
  const { t } = useTranslation();
  usePageTitle(t('invitations.code.title'));
  return (
    <Door title={t('invitations.code.title')}>
      <p className={classes.text}>{t('invitations.code.lead')}</p>
      <CodeForm />
    </Door>
  );
}
