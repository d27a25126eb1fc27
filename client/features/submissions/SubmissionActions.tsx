import { Button } from '@mantine/core';
import { Check, RotateCcw, Send, Undo2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { moveSection } from '#shared/rules/workflow.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { RemarkDialog } from './RemarkDialog.tsx';
import { useSubmissionDeeds } from './use-submission-deeds.ts';
import classes from './SubmissionActions.module.css';

export interface SubmissionActionsProps {
  readonly section: OutlineNode;
  /** `banner`: only the way back, beside "submitted"; `header` leaves it to the banner, `row` has everything. */
  readonly place: 'header' | 'banner' | 'row';
  /** Settles when what was typed is on the server. */
  readonly whenSaved: () => Promise<void>;
}

type Asking = 'submit' | 'return' | 'reopen' | null;

/** What the signed-in person may do with the state of a section now. */
export function SubmissionActions({ section, place, whenSaved }: SubmissionActionsProps): ReactElement | null {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking>(null);
  const deeds = useSubmissionDeeds(section, whenSaved);
  const may = (right: (typeof section.rights)[number]): boolean => section.rights.includes(right);
  const close = (): void => setAsking(null);

  const withdraw = may('withdraw') && section.submissionId !== null && (
    <Button
      variant="default"
      leftSection={<Undo2 size="1.125rem" aria-hidden />}
      loading={deeds.isBusy}
      onClick={deeds.withdraw}
    >
      {place === 'banner' ? t('submissions.withdrawToEdit') : t('submissions.withdraw')}
    </Button>
  );
  if (place === 'banner') return withdraw === false ? null : withdraw;

  const submitLabel = section.state === 'returned' ? t('submissions.submitAgain') : t('submissions.submit');
  return (
    <div className={classes['actions']}>
      {may('submit') && moveSection(section.state, 'submit').ok && (
        <Button leftSection={<Send size="1.125rem" aria-hidden />} onClick={() => setAsking('submit')}>
          {submitLabel}
        </Button>
      )}
      {place === 'row' && withdraw}
      {may('return') && (
        <Button
          variant="default"
          leftSection={<Undo2 size="1.125rem" aria-hidden />}
          onClick={() => setAsking('return')}
        >
          {t('submissions.return')}
        </Button>
      )}
      {may('receive') && (
        <Button leftSection={<Check size="1.125rem" aria-hidden />} loading={deeds.isBusy} onClick={deeds.receive}>
          {t('submissions.receive')}
        </Button>
      )}
      {may('reopen') && (
        <Button
          variant="default"
          leftSection={<RotateCcw size="1.125rem" aria-hidden />}
          onClick={() => setAsking('reopen')}
        >
          {t('submissions.reopen')}
        </Button>
      )}
      <RemarkDialog
        opened={asking === 'submit'}
        title={t('submissions.submitTitle', { title: section.title })}
        label={t('submissions.noteLabel')}
        hint={t('submissions.noteHint')}
        confirmLabel={submitLabel}
        isBusy={deeds.isBusy}
        onConfirm={(note) => deeds.submit(note).finally(close)}
        onClose={close}
      />
      <RemarkDialog
        opened={asking === 'return'}
        title={t('submissions.returnTitle', { title: section.title })}
        label={t('submissions.reasonLabel')}
        hint={t('submissions.reasonHint')}
        confirmLabel={t('submissions.return')}
        needed={t('errors.submission/reason-empty')}
        isBusy={deeds.isBusy}
        onConfirm={(reason) => deeds.giveBack(reason).finally(close)}
        onClose={close}
      />
      <RemarkDialog
        opened={asking === 'reopen'}
        title={t('submissions.reopenTitle', { title: section.title })}
        label={t('submissions.reasonLabel')}
        hint={t('submissions.reopenHint')}
        confirmLabel={t('submissions.reopen')}
        isBusy={deeds.isBusy}
        onConfirm={(reason) => deeds.reopen(reason).finally(close)}
        onClose={close}
      />
    </div>
  );
}
