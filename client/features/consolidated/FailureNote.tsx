import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '#client/ui/failure.ts';
import styles from './FailureNote.module.css';

/** Why a deed was refused, beside the button that asked for it. */
export function FailureNote({ error }: { readonly error: unknown }): ReactElement {
  const { t } = useTranslation();
  const { code, isOutOfReach } = failureOf(error);
  return (
    <p className={styles.note} role="alert">
      <b>{t('consolidated.failed')}</b> {isOutOfReach ? t('app.outOfReach') : t(`errors.${code}`)}
    </p>
  );
}
