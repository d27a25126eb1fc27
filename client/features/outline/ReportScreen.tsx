import { Button } from '@mantine/core';
import { FileStack, ListTree } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useReport } from '#client/data/reports.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';
import { SideLinks } from '#client/ui/SideLinks.tsx';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import { ApprovalBanner, ApprovalLine } from './Approval.tsx';
import { OutlineActions } from './OutlineActions.tsx';
import { countSections } from './outline-counts.ts';
import { OutlineTab } from './OutlineTab.tsx';
import classes from './ReportScreen.module.css';

const CONSOLIDATED = 'consolidated';

interface ReportScreenProps {
  readonly reportId: string;
  /** What may be done with a submitted section. */
  readonly sectionActions: (node: OutlineNode) => ReactNode;
  readonly consolidated: (report: Report) => ReactNode;
}

/** A report from two sides: its outline, and the consolidated text. */
export function ReportScreen({ reportId, ...slots }: ReportScreenProps): ReactElement {
  const { t } = useTranslation();
  const report = useReport(reportId);
  usePageTitle(report.data?.title);
  if (report.data !== undefined) return <Opened report={report.data} {...slots} />;
  if (!report.isError) return <LoadingLines lines={10} />;
  return (
    <ErrorState
      title={t('outline.cannotOpen')}
      error={report.error}
      onRetry={() => void report.refetch()}
      other={
        <Button component={Link} to="/" variant="default">
          {t('app.toHome')}
        </Button>
      }
    />
  );
}

type OpenedProps = Omit<ReportScreenProps, 'reportId'> & { readonly report: Report };

function Opened({ report, sectionActions, consolidated }: OpenedProps): ReactElement {
  const [search] = useSearchParams();
  const isConsolidated = search.get('tab') === CONSOLIDATED;
  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <h1 className={classes.title}>{report.title}</h1>
        {!isConsolidated && <OutlineActions report={report} />}
      </header>
      <Sides report={report} isConsolidated={isConsolidated} />
      {isConsolidated ? (
        consolidated(report)
      ) : (
        <>
          <ApprovalBanner report={report} />
          <OutlineTab report={report} sectionActions={sectionActions} />
        </>
      )}
    </div>
  );
}

interface SidesProps {
  readonly report: Report;
  readonly isConsolidated: boolean;
}

function Sides({ report, isConsolidated }: SidesProps): ReactElement {
  const { t } = useTranslation();
  const { all } = countSections(report.outline);
  const incoming = report.parts.reduce((sum, part) => sum + part.incoming.length, 0);
  return (
    <div className={classes.sides}>
      <SideLinks
        label={t('outline.tabs')}
        sides={[
          {
            search: '',
            icon: <ListTree aria-hidden />,
            name: t('outline.outline'),
            count: String(all),
            isShown: !isConsolidated,
          },
          {
            search: `?tab=${CONSOLIDATED}`,
            icon: <FileStack aria-hidden />,
            name: t('outline.consolidated'),
            count: incoming > 0 ? t('outline.incoming', { count: incoming }) : undefined,
            isShown: isConsolidated,
          },
        ]}
      >
        {!isConsolidated && <ApprovalLine report={report} />}
      </SideLinks>
    </div>
  );
}
