import { Button } from '@mantine/core';
import { BadgeCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import { useApproveOutline, useOutlineVersions } from '#client/data/outline.ts';
import { Banner } from '#client/ui/Banner.tsx';
import { showToast } from '#client/ui/toast.ts';
import type { OutlineVersion } from '#shared/protocol/outline.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { dayOf } from '#shared/vietnamese/calendar.ts';
import { formatDay } from '#shared/vietnamese/dates.ts';
import { outlineRights } from './outline-rights.ts';
import { useFailureToast } from './use-failure-toast.ts';
import classes from './ReportScreen.module.css';

interface ApprovalProps {
  readonly report: Report;
}

/** Which version of the outline the chair approved, and whether it was changed since. */
export function ApprovalLine({ report: { outlineVersion } }: ApprovalProps): ReactElement | null {
  const { t } = useTranslation();
  if (outlineVersion === null) return null;
  const { number, approvedAt, changedSince } = outlineVersion;
  return (
    <span className={classes.approval}>
      {t('outline.versions.line', { number, day: formatDay(dayOf(approvedAt)) })}
      {changedSince && <span className={classes.changed}> · {t('outline.versions.changedSince')}</span>}
    </span>
  );
}

/** A version that waits for the chair, with the chair's button. */
export function ApprovalBanner({ report }: ApprovalProps): ReactElement | null {
  const { t } = useTranslation();
  const newest = useOutlineVersions(report.id).data?.[0];
  const people = useCommittee(report.committeeId).data?.people ?? [];
  const approving = useApproveOutline(report.id);
  const complain = useFailureToast();
  if (newest === undefined || newest.approvedAt !== null) return null;
  const { approve } = outlineRights(report);
  const run = ({ id, number }: OutlineVersion): void =>
    approving.mutate(
      { id },
      {
        onSuccess: () => showToast({ message: t('outline.versions.approved', { number }) }),
        onError: complain,
      },
    );
  const name = people.find(({ id }) => id === newest.by)?.name ?? '';
  const told = { number: newest.number, name, day: formatDay(dayOf(newest.at)) };
  return (
    <div className={classes.banner}>
      <Banner
        tone="info"
        icon={<BadgeCheck size="1.125rem" />}
        action={
          approve && (
            <Button loading={approving.isPending} onClick={() => run(newest)}>
              {t('outline.versions.approve')}
            </Button>
          )
        }
      >
        <strong>{t(approve ? 'outline.versions.waitsForMe' : 'outline.versions.waits', told)}</strong> {newest.note}
      </Banner>
    </div>
  );
}
