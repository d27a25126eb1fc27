import { Button } from '@mantine/core';
import { Merge } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMerges, useStageMerge } from '#client/data/merges.ts';
import type { Incoming } from '#shared/protocol/reports.ts';
import { FailureNote } from './FailureNote.tsx';
import styles from './MergeButton.module.css';

interface MergeButtonProps {
  readonly incoming: Incoming;
  readonly partId: string;
  readonly reportId: string;
}

/** Opens the comparison that waits for decisions already, or makes one and opens it. */
export function MergeButton({ incoming, partId, reportId }: MergeButtonProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const merges = useMerges(reportId);
  const staging = useStageMerge();
  const { submissionId, title } = incoming;
  const staged = merges.data?.find(
    (merge) => merge.state === 'staged' && merge.partId === partId && merge.submissionId === submissionId,
  );
  const stage = (): void => {
    staging.mutate({ id: partId, submissionId }, { onSuccess: ({ id }) => void navigate(`/merges/${id}`) });
  };
  if (staged !== undefined) {
    return (
      <>
        <span className={styles.waiting}>{t('consolidated.waiting')}</span>
        <Button
          component={Link}
          to={`/merges/${staged.id}`}
          variant="default"
          aria-label={t('consolidated.resumeNamed', { section: title })}
        >
          {t('consolidated.resume')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<Merge className={styles.icon} aria-hidden />}
        loading={staging.isPending}
        aria-label={t('consolidated.mergeNamed', { section: title })}
        onClick={stage}
      >
        {t('consolidated.merge')}
      </Button>
      {staging.error !== null && <FailureNote error={staging.error} />}
    </>
  );
}
