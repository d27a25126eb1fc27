import { Button, Progress } from '@mantine/core';
import { Merge } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '#client/data/call.ts';
import { useJob } from '#client/data/exports.ts';
import { useMergeAll, useMerges } from '#client/data/merges.ts';
import { useReport } from '#client/data/reports.ts';
import type { Job } from '#shared/protocol/exports.ts';
import { FailureNote } from './FailureNote.tsx';
import styles from './MergeAll.module.css';

interface MergeAllProps {
  readonly reportId: string;
  /** Whether anything waits to be merged. */
  readonly hasIncoming: boolean;
}

/** Merges all that was received; what is in conflict stays to be decided one by one. */
export function MergeAll({ reportId, hasIncoming }: MergeAllProps): ReactElement {
  const { t } = useTranslation();
  const [jobId, setJobId] = useState<string>();
  const merging = useMergeAll(reportId);
  const job = useJob(jobId).data;
  useRefreshAtEnd(reportId, job);
  const isRunning = merging.isPending || job?.state === 'waiting' || job?.state === 'running';
  const start = (): void => {
    merging.mutate(undefined, { onSuccess: (answer) => setJobId(answer.jobId) });
  };
  return (
    <>
      {hasIncoming && (
        <Button leftSection={<Merge className={styles.icon} aria-hidden />} loading={isRunning} onClick={start}>
          {t('consolidated.mergeAll')}
        </Button>
      )}
      {merging.error !== null && <FailureNote error={merging.error} />}
      {job !== undefined && <JobNote job={job} onHide={() => setJobId(undefined)} />}
    </>
  );
}

/** The server's hints of change may be lost; the end of the job is not. */
function useRefreshAtEnd(reportId: string, job: Job | undefined): void {
  const report = useReport(reportId);
  const merges = useMerges(reportId);
  const refresh = useEffectEvent(() => {
    void report.refetch();
    void merges.refetch();
  });
  const isDone = job?.state === 'done';
  useEffect(() => {
    if (isDone) refresh();
  }, [isDone]);
}

function JobNote({ job, onHide }: { readonly job: Job; readonly onHide: () => void }): ReactElement {
  const { t } = useTranslation();
  if (job.state === 'failed')
    return <FailureNote error={new CallError({ code: job.code ?? 'internal', status: 500 })} />;
  if (job.state !== 'done') {
    return (
      <div className={styles.note}>
        <b>{t('consolidated.mergingAll')}</b>
        <Progress
          className={styles.progress}
          value={Math.round(job.progress * 100)}
          color="stone.6"
          aria-label={t('consolidated.mergingAll')}
        />
        <span>{t('consolidated.leave')}</span>
      </div>
    );
  }
  const withConflicts = job.withConflicts ?? 0;
  return (
    <output className={styles.note}>
      <span>
        <b>{t('consolidated.mergedAll', { count: job.merged ?? 0 })}</b>{' '}
        {withConflicts > 0 && t('consolidated.withConflicts', { count: withConflicts })}
      </span>
      <Button variant="default" onClick={onHide}>
        {t('consolidated.hide')}
      </Button>
    </output>
  );
}
