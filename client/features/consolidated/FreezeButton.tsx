import { Button, Textarea } from '@mantine/core';
import { Snowflake } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFreezeDraft } from '#client/data/reports.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { showToast } from '#client/ui/toast.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { FailureNote } from './FailureNote.tsx';
import styles from './FreezeButton.module.css';

interface FreezeButtonProps {
  readonly report: Report;
  readonly isPrimary: boolean;
}

/** Freezes the report as its next numbered draft, after asking: it can't be taken back. */
export function FreezeButton({ report, isPrimary }: FreezeButtonProps): ReactElement {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [note, setNote] = useState('');
  const freezing = useFreezeDraft(report.id);
  const number = Math.max(0, ...report.drafts.map((draft) => draft.number)) + 1;
  const freeze = (): void => {
    freezing.mutate(
      { note: note.trim() },
      {
        onSuccess: (draft) => {
          showToast({ message: t('consolidated.frozen', { number: draft.number }) });
          setOpened(false);
          setNote('');
        },
      },
    );
  };
  return (
    <>
      <Button
        variant={isPrimary ? 'filled' : 'default'}
        leftSection={<Snowflake className={styles.icon} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('consolidated.freeze', { number })}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('consolidated.freezeTitle', { number })}
        confirmLabel={t('consolidated.freezeNow')}
        cancelLabel={t('consolidated.later')}
        isBusy={freezing.isPending}
        onConfirm={freeze}
        onClose={() => setOpened(false)}
      >
        <p className={styles.words}>
          {t('consolidated.freezeFinal')} <StillOpen report={report} />
        </p>
        <Textarea
          label={t('consolidated.freezeNote')}
          description={t('consolidated.freezeNoteHint')}
          value={note}
          autosize
          minRows={2}
          maxRows={6}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {freezing.error !== null && <FailureNote error={freezing.error} />}
      </ConfirmDialog>
    </>
  );
}

/** What is frozen unfinished. */
function StillOpen({ report }: { readonly report: Report }): ReactElement {
  const { t } = useTranslation();
  const incoming = report.parts.reduce((sum, part) => sum + part.incoming.length, 0);
  const threads = report.parts.reduce((sum, part) => sum + part.openThreads, 0);
  if (incoming + threads === 0) return <>{t('consolidated.freezeNothingOpen')}</>;
  return (
    <>
      {incoming > 0 && t('consolidated.freezeIncoming', { count: incoming })}{' '}
      {threads > 0 && t('consolidated.freezeThreads', { count: threads })}
    </>
  );
}
