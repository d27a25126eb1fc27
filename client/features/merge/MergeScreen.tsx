import { Button } from '@mantine/core';
import { Monitor } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMerge } from '#client/data/merges.ts';
import { useReport } from '#client/data/reports.ts';
import { useMe } from '#client/data/session.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import { MergeWorkspace } from './MergeWorkspace.tsx';
import styles from './MergeScreen.module.css';

interface MergeScreenProps {
  readonly mergeId: string;
}

/** Brings what was received into a part of the report. */
export function MergeScreen({ mergeId }: MergeScreenProps): ReactElement {
  const isPhone = useIsPhone();
  const merge = useMerge(mergeId);
  const report = useReport(merge.data?.reportId);
  const me = useMe();
  const failed = [merge, report, me].find((query) => query.isError);
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (isPhone) return <NotOnPhone reportId={merge.data?.reportId} />;
  if (merge.data === undefined || report.data === undefined || !me.data) return <LoadingLines lines={8} />;
  // A comparison made again in place starts from the decisions that were kept for it.
  const made = `${merge.data.id} ${String(merge.data.at)}`;
  return <MergeWorkspace key={made} view={merge.data} report={report.data} personId={me.data.id} />;
}

function NotOnPhone({ reportId }: { readonly reportId: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const address = reportId === undefined ? '/' : `/reports/${reportId}?tab=consolidated`;
  return (
    <div className={styles.phone}>
      <Monitor aria-hidden />
      <h1 className={styles.title}>{t('merge.phone.title')}</h1>
      <p>{t('merge.phone.body')}</p>
      <Button component={Link} to={address} variant="default">
        {t('merge.back')}
      </Button>
    </div>
  );
}
