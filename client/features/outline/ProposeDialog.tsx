import { Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { useApproveOutline, useProposeOutline } from '#client/data/outline.ts';
import { showToast } from '#client/ui/toast.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { outlineRights } from './outline-rights.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';

interface ProposeDialogProps {
  readonly report: Report;
  readonly onClose: () => void;
}

const LONGEST_NOTE = 4_000;

/** Keeps the outline as it is as its next version. Who approves outlines approves it in the same step. */
export function ProposeDialog({ report, onClose }: ProposeDialogProps): ReactElement {
  const { t } = useTranslation();
  const proposing = useProposeOutline(report.id);
  const approving = useApproveOutline(report.id);
  const words = useFailureWords();
  const [note, setNote] = useState('');
  const { approve } = outlineRights(report);
  const error = proposing.error ?? approving.error;
  const label = t(approve ? 'outline.versions.approveNow' : 'outline.versions.propose');

  async function send(): Promise<void> {
    // One that was kept and then refused stands as a proposal already.
    const { id, number } = proposing.data ?? (await proposing.mutateAsync({ note: note.trim() }));
    if (approve) await approving.mutateAsync({ id });
    showToast({ message: t(approve ? 'outline.versions.approved' : 'outline.versions.proposed', { number }) });
    onClose();
  }

  return (
    <FormDialog
      title={label}
      fault={error ? words(error) : undefined}
      // A refusal is on the screen already.
      onSubmit={() => void send().catch(() => undefined)}
      onClose={onClose}
      submitLabel={label}
      isBusy={proposing.isPending || approving.isPending}
    >
      <p>{t(approve ? 'outline.versions.approveHint' : 'outline.versions.proposeHint')}</p>
      <Textarea
        label={t('outline.versions.note')}
        value={note}
        maxLength={LONGEST_NOTE}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => setNote(event.currentTarget.value)}
        data-autofocus
      />
    </FormDialog>
  );
}
