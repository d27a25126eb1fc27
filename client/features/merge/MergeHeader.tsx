import { ActionIcon, Button } from '@mantine/core';
import { ArrowLeft, Check, CloudCheck, History, Send } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MergeView } from '#shared/protocol/merges.ts';
import { shortDayOf } from './names.ts';
import styles from './MergeHeader.module.css';

interface MergeHeaderProps {
  readonly view: MergeView;
  /** With its number, as `sectionName`. */
  readonly partName: string;
  readonly sectionName: string;
  /** Of the submission among those of its section, from 1. */
  readonly number: number | null;
  readonly receivedAt: number | null;
  /** Whether to say that leaving loses nothing. */
  readonly areKept: boolean;
  readonly onOpenHistory: () => void;
}

export function MergeHeader(props: MergeHeaderProps): ReactElement {
  const { view, partName, sectionName, number, receivedAt, areKept, onOpenHistory } = props;
  const { t } = useTranslation();
  return (
    <header className={styles.header}>
      <ActionIcon
        component={Link}
        to={`/reports/${view.reportId}?tab=consolidated`}
        variant="subtle"
        color="stone"
        size="input-sm"
        aria-label={t('merge.back')}
        title={t('merge.back')}
      >
        <ArrowLeft className={styles.icon} aria-hidden />
      </ActionIcon>
      <div className={styles.title}>
        <p className={styles.path}>{t('merge.path', { part: partName })}</p>
        <h1 className={styles.name}>{t('merge.title', { section: sectionName })}</h1>
      </div>
      {receivedAt !== null && number !== null ? (
        <span className={styles.chip} data-tone="received">
          <Check className={styles.small} aria-hidden />
          {t('merge.received', { day: shortDayOf(receivedAt), number })}
        </span>
      ) : (
        <span className={styles.chip}>
          <Send className={styles.small} aria-hidden />
          {t('merge.submitted', { day: shortDayOf(view.submittedAt) })}
        </span>
      )}
      <span className={styles.gap} />
      {areKept && (
        <span className={styles.kept}>
          <CloudCheck className={styles.icon} aria-hidden />
          {t('merge.kept')}
        </span>
      )}
      <Button
        variant="default"
        className={styles.history}
        leftSection={<History className={styles.icon} aria-hidden />}
        onClick={onOpenHistory}
      >
        {t('merge.history')}
      </Button>
    </header>
  );
}
