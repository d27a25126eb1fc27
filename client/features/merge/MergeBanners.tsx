import { Button } from '@mantine/core';
import { CircleCheck, Info, RefreshCw, TriangleAlert, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useMerges } from '#client/data/merges.ts';
import { Banner } from '#client/ui/Banner.tsx';
import { failureOf } from '#client/ui/failure.ts';
import type { PartAction } from '#shared/model/right.ts';
import type { MergeView } from '#shared/protocol/merges.ts';
import { isLastApplied } from './last-applied.ts';
import { momentOf, type NameOf } from './names.ts';
import { readRestaged } from './restaged.ts';
import type { MergeDeeds } from './use-merge-deeds.ts';
import styles from './MergeBanners.module.css';

interface MergeBannersProps {
  readonly view: MergeView;
  readonly deeds: MergeDeeds;
  readonly nameOf: NameOf;
  readonly rights: readonly PartAction[];
}

/** What is to be known of the whole merge: that it is over, that it was compared anew, that a deed was refused. */
export function MergeBanners(props: MergeBannersProps): ReactElement {
  const { view, deeds } = props;
  return (
    <>
      {deeds.error !== null && <FailureBanner error={deeds.error} />}
      {view.state === 'staged' ? <RestagedBanner /> : <OverBanner {...props} />}
    </>
  );
}

function FailureBanner({ error }: { readonly error: unknown }): ReactElement {
  const { t } = useTranslation();
  const { code, isOutOfReach } = failureOf(error);
  return (
    <Banner tone="late" icon={<TriangleAlert className={styles.icon} />}>
      <strong>{t('merge.failed')}</strong> {isOutOfReach ? t('app.outOfReach') : t(`errors.${code}`)}
    </Banner>
  );
}

function RestagedBanner(): ReactElement | null {
  const { t } = useTranslation();
  const location = useLocation();
  const kept = readRestaged(location.state);
  if (kept === null) return null;
  return (
    <Banner tone="warn" icon={<RefreshCw className={styles.icon} />}>
      <strong>{t('merge.restaged')}</strong> {t('merge.restagedKept', { count: kept })}
    </Banner>
  );
}

function OverBanner({ view, deeds, nameOf, rights }: MergeBannersProps): ReactElement {
  const { t } = useTranslation();
  const merges = useMerges(view.reportId).data ?? [];
  const isLast = isLastApplied(view, merges);
  const isApplied = view.state === 'applied';
  const isDiscarded = view.state === 'discarded';
  const Icon = isApplied ? CircleCheck : Info;
  const applied = { name: nameOf(view.appliedBy ?? ''), time: momentOf(view.appliedAt ?? view.at) };
  const over = t(isDiscarded ? 'merge.banner.discarded' : 'merge.banner.reverted');
  const sentence = isApplied ? t('merge.banner.applied', applied) : over;
  return (
    <Banner
      tone={isApplied ? 'ok' : 'info'}
      icon={<Icon className={styles.icon} />}
      action={
        <span className={styles.ways}>
          <Button component={Link} to={`/parts/${view.partId}`} variant="default">
            {t('merge.openPart')}
          </Button>
          {isLast && rights.includes('revertMerge') && (
            <Button
              variant="default"
              leftSection={<Undo2 className={styles.icon} aria-hidden />}
              loading={deeds.isBusy}
              onClick={deeds.revert}
            >
              {t('merge.revert')}
            </Button>
          )}
          {isDiscarded && rights.includes('stageMerge') && (
            <Button variant="default" loading={deeds.isBusy} onClick={deeds.restage}>
              {t('merge.banner.stage')}
            </Button>
          )}
        </span>
      }
    >
      {sentence}
    </Banner>
  );
}
