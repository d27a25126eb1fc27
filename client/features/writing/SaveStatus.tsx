import { Cloud, CloudCheck, CloudOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentState } from '#client/sync/open-document.ts';
import { formatTime } from '#shared/vietnamese/calendar.ts';
import classes from './SaveStatus.module.css';

interface SaveStatusProps {
  readonly state: DocumentState;
}

/** The truth about one's own work: saved since when, or how many changes are not. */
export function SaveStatus({ state }: SaveStatusProps): ReactElement {
  const { t } = useTranslation();
  const { savedAt, waiting, connection } = state;
  if (savedAt !== null) {
    return (
      <output className={classes['status']} data-truth="saved">
        <CloudCheck size="1.125rem" aria-hidden />
        {t('writing.saved', { time: formatTime(savedAt) })}
      </output>
    );
  }
  const isOffline = connection === 'offline' || state.ended !== null;
  if (isOffline || state.hasStoreTrouble) {
    return (
      <output className={classes['status']} data-truth="waiting" data-tone="warn">
        <CloudOff size="1.125rem" aria-hidden />
        {waiting > 0 ? t('writing.unsaved', { count: waiting }) : t('writing.offline')}
      </output>
    );
  }
  return (
    <output className={classes['status']} data-truth="saving">
      <Cloud size="1.125rem" aria-hidden />
      {connection === 'opening' ? t('writing.connecting') : t('writing.saving')}
    </output>
  );
}
