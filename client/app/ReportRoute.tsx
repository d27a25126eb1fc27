import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { ConsolidatedTab } from '#client/features/consolidated/ConsolidatedTab.tsx';
import { ExportButton } from '#client/features/exports/ExportButton.tsx';
import { MergesButton } from '#client/features/merge/MergesButton.tsx';
import { SubmissionActions } from '#client/features/submissions/SubmissionActions.tsx';
import { ReportScreen } from '#client/features/outline/ReportScreen.tsx';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';

/** The report, with what other tasks put on its screen. */
export function ReportRoute(): ReactElement {
  const { reportId = '' } = useParams();
  return (
    <ReportScreen
      key={reportId}
      reportId={reportId}
      sectionActions={submissionActions}
      consolidated={(report) => (
        <ConsolidatedTab
          report={report}
          exportButton={(draft) => <ReportExport report={report} draft={draft} />}
          mergesButton={<MergesButton report={report} />}
        />
      )}
    />
  );
}

/** Always the same, so that a row is not drawn again for it. */
function submissionActions(node: OutlineNode): ReactElement {
  return <SubmissionActions section={node} place="row" whenSaved={nothingTyped} />;
}

const nothingTyped = (): Promise<void> => Promise.resolve();

interface ReportExportProps {
  readonly report: Report;
  readonly draft?: number | undefined;
}

function ReportExport({ report, draft }: ReportExportProps): ReactElement {
  const { id, drafts, rights } = report;
  return <ExportButton target={{ kind: 'report', id, drafts, rights, ...(draft === undefined ? {} : { draft }) }} />;
}
