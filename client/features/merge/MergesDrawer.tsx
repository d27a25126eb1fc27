import { Button, Drawer } from '@mantine/core';
import { Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMerges, useRevertMerge } from '#client/data/merges.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { failureOf } from '#client/ui/failure.ts';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import type { Merge } from '#shared/protocol/merges.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { isLastApplied } from './last-applied.ts';
import { momentOf, type NameOf } from './names.ts';
import { findNamedPart, findNamedSection } from './report-names.ts';
import styles from './MergesDrawer.module.css';

interface MergesDrawerProps {
  readonly report: Report;
  readonly currentId: string | null;
  readonly nameOf: NameOf;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Every merge of the report, newest first, with the way back from an applied one. */
export function MergesDrawer({ report, currentId, nameOf, opened, onClose }: MergesDrawerProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Drawer.Root opened={opened} onClose={onClose} position="right">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Mantine's own head is a <header>, a second one of the page. */}
        <div className={styles.top}>
          <Drawer.Title className={styles.title}>{t('merge.history')}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('merge.merges.close')} />
        </div>
        <Drawer.Body>
          <MergesList report={report} currentId={currentId} nameOf={nameOf} onOpen={onClose} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

interface MergesListProps extends Pick<MergesDrawerProps, 'report' | 'currentId' | 'nameOf'> {
  readonly onOpen: () => void;
}

function MergesList({ report, currentId, nameOf, onOpen }: MergesListProps): ReactElement {
  const { t } = useTranslation();
  const merges = useMerges(report.id);
  const reverting = useRevertMerge();
  if (merges.isError) return <ErrorState error={merges.error} onRetry={() => void merges.refetch()} />;
  if (merges.data === undefined) return <LoadingLines />;
  if (merges.data.length === 0) {
    return <EmptyState title={t('merge.merges.empty')}>{t('merge.merges.emptyHint')}</EmptyState>;
  }
  const revert = (id: string): void => {
    reverting.mutate({ id }, { onSuccess: () => showToast({ message: t('merge.reverted') }) });
  };
  return (
    <>
      {reverting.error !== null && (
        <p className={styles.failure} role="alert">
          {t('merge.failed')} {t(`errors.${failureOf(reverting.error).code}`)}
        </p>
      )}
      <ol className={styles.list}>
        {merges.data.map((merge) => (
          <MergeRow
            key={merge.id}
            merge={merge}
            report={report}
            nameOf={nameOf}
            isCurrent={merge.id === currentId}
            isLast={isLastApplied(merge, merges.data)}
            isBusy={reverting.isPending}
            onOpen={onOpen}
            onRevert={() => revert(merge.id)}
          />
        ))}
      </ol>
    </>
  );
}

interface MergeRowProps {
  readonly merge: Merge;
  readonly report: Report;
  readonly nameOf: NameOf;
  readonly isCurrent: boolean;
  /** Whether it was the last one applied to its part. */
  readonly isLast: boolean;
  readonly isBusy: boolean;
  readonly onOpen: () => void;
  readonly onRevert: () => void;
}

function MergeRow(props: MergeRowProps): ReactElement {
  const { merge, report, nameOf, isCurrent, isLast, isBusy, onOpen, onRevert } = props;
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const part = report.parts.find(({ id }) => id === merge.partId);
  const name = findNamedSection(report, merge.sectionId) ?? t('merge.merges.unknownSection');
  const partName = findNamedPart(report, merge.partId);
  const mayRevert = isLast && part?.rights.includes('revertMerge') === true;
  const time = momentOf(merge.appliedAt ?? merge.at);
  return (
    <li className={styles.row} aria-current={isCurrent ? 'true' : undefined}>
      <span className={styles.head}>
        <b className={styles.name}>{name}</b>
        <span className={styles.state} data-state={merge.state}>
          {t(`merge.state.${merge.state}`)}
        </span>
      </span>
      {partName !== undefined && <span className={styles.detail}>{t('merge.merges.into', { part: partName })}</span>}
      <span className={styles.detail}>{t('merge.merges.by', { name: nameOf(merge.appliedBy ?? merge.by), time })}</span>
      <span className={styles.detail}>
        {t('merge.merges.counts', { changes: merge.changes.length, conflicts: merge.conflicts.length })}
      </span>
      <span className={styles.ways}>
        {isCurrent && <span className={styles.detail}>{t('merge.merges.current')}</span>}
        {!isCurrent && !isPhone && (
          <Button component={Link} to={`/merges/${merge.id}`} variant="default" onClick={onOpen}>
            {t('merge.merges.open')}
          </Button>
        )}
        {mayRevert && (
          <Button
            variant="default"
            leftSection={<Undo2 className={styles.icon} aria-hidden />}
            disabled={isBusy}
            onClick={onRevert}
          >
            {t('merge.revert')}
          </Button>
        )}
      </span>
    </li>
  );
}
