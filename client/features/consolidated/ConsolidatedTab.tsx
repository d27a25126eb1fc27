import { Layers } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { DraftList } from './DraftList.tsx';
import { FreezeButton } from './FreezeButton.tsx';
import { MergeAll } from './MergeAll.tsx';
import { PartList } from './PartList.tsx';
import styles from './ConsolidatedTab.module.css';

interface ConsolidatedTabProps {
  readonly report: Report;
  /** The button that exports the text as it is now, or one numbered draft. */
  readonly exportButton: (draft?: number) => ReactNode;
  /** The button that opens the list of merges. */
  readonly mergesButton: ReactNode;
}

/** The report as it grows together: its parts, what waits to be merged into them, and the drafts frozen from it. */
export function ConsolidatedTab({ report, exportButton, mergesButton }: ConsolidatedTabProps): ReactElement {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const { parts, rights } = report;
  const seesMerges = rights.includes('seeMerges');
  if (parts.length === 0) {
    return (
      <EmptyState icon={<Layers />} title={t(seesMerges ? 'consolidated.empty' : 'consolidated.notYet')}>
        {t(seesMerges ? 'consolidated.emptyHint' : 'consolidated.notYetHint')}
      </EmptyState>
    );
  }
  const mayStage = parts.some((part) => part.rights.includes('stageMerge'));
  const mayApply = parts.some((part) => part.rights.includes('applyMerge'));
  const incoming = parts.reduce((sum, part) => sum + part.incoming.length, 0);
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <p className={styles.standing}>
          {incoming === 0 ? t('consolidated.upToDate') : t('consolidated.incoming', { count: incoming })}
        </p>
        {seesMerges && mergesButton}
        {rights.includes('exportDraft') && exportButton()}
        {rights.includes('freeze') && <FreezeButton report={report} isPrimary={incoming === 0} />}
        {mayApply && !isPhone && <MergeAll reportId={report.id} hasIncoming={incoming > 0} />}
      </div>
      {mayStage && incoming > 0 && isPhone && <p className={styles.elsewhere}>{t('consolidated.onComputer')}</p>}
      <PartList report={report} mayMerge={!isPhone} />
      <DraftList report={report} exportButton={exportButton} />
    </div>
  );
}
