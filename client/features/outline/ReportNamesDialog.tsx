import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { useUpdateReport } from '#client/data/outline.ts';
import { showToast } from '#client/ui/toast.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { areNamesWhole, type ReportNames } from './report-fields.ts';
import { ReportNameFields } from './ReportNameFields.tsx';
import { useFieldErrors } from './use-field-errors.ts';

interface ReportNamesDialogProps {
  readonly report: Report;
  readonly onClose: () => void;
}

/** Changes what a report is called and by which rules it is printed. */
export function ReportNamesDialog({ report, onClose }: ReportNamesDialogProps): ReactElement {
  const { t } = useTranslation();
  const updating = useUpdateReport(report);
  const faults = useFieldErrors(updating.error);
  const { title, documentTitle, subject, profile } = report;
  const [names, setNames] = useState<ReportNames>({ title, documentTitle, subject, profile });

  function save(): void {
    if (!areNamesWhole(names)) return;
    updating.mutate(names, {
      onSuccess: () => {
        showToast({ message: t('outline.report.saved') });
        onClose();
      },
    });
  }

  return (
    <FormDialog
      title={t('outline.report.names')}
      fault={faults.general ?? undefined}
      onSubmit={save}
      onClose={onClose}
      submitLabel={t('outline.sheet.save')}
      isBusy={updating.isPending}
    >
      <ReportNameFields
        names={names}
        errorOf={faults.of}
        isAsked
        onChange={(changes) => setNames((before) => ({ ...before, ...changes }))}
      />
    </FormDialog>
  );
}
