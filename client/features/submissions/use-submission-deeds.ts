import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  useReceiveSubmission,
  useReturnSubmission,
  useSubmitSection,
  useWithdrawSubmission,
} from '#client/data/submissions.ts';
import { useReopenSection } from '#client/data/sections.ts';
import { failureOf } from '#client/ui/failure.ts';
import { dismissToast, showToast, type ToastAction } from '#client/ui/toast.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';

export interface SubmissionDeeds {
  readonly isBusy: boolean;
  /** These tell whether it was done. */
  submit(this: void, note: string): Promise<boolean>;
  withdraw(this: void): void;
  receive(this: void): void;
  giveBack(this: void, reason: string): Promise<boolean>;
  reopen(this: void, reason: string): Promise<boolean>;
}

/** The moves of a section with what is said after each; a refusal is said in its own words and changes nothing. */
export function useSubmissionDeeds(section: OutlineNode, whenSaved: () => Promise<void>): SubmissionDeeds {
  const { t } = useTranslation();
  const submitting = useSubmitSection();
  const withdrawing = useWithdrawSubmission();
  const receiving = useReceiveSubmission();
  const returning = useReturnSubmission();
  const reopening = useReopenSection();
  const { id, title, submissionId } = section;

  const wayBack = useRef<number | null>(null);
  useWhenDecided(section, () => {
    if (wayBack.current !== null) dismissToast(wayBack.current);
  });

  async function run(deed: () => Promise<unknown>, message: string, action?: () => ToastAction): Promise<boolean> {
    try {
      await deed();
      const toast = showToast({ message, action: action?.() });
      wayBack.current = action === undefined ? null : toast;
      return true;
    } catch (error) {
      showToast({ message: t(`errors.${failureOf(error).code}`) });
      return false;
    }
  }

  const withdrawOne = (submission: string): Promise<boolean> =>
    run(() => withdrawing.mutateAsync({ id: submission }), t('submissions.withdrawn', { title }));

  return {
    isBusy: [submitting, withdrawing, receiving, returning, reopening].some((one) => one.isPending),
    async submit(note) {
      // What was typed last belongs to what is submitted.
      await whenSaved();
      let made = '';
      return run(
        async () => {
          made = (await submitting.mutateAsync({ id, note })).id;
        },
        t('submissions.submitted', { title }),
        () => ({ label: t('submissions.withdraw'), run: () => void withdrawOne(made) }),
      );
    },
    withdraw() {
      if (submissionId !== null) void withdrawOne(submissionId);
    },
    receive() {
      if (submissionId === null) return;
      void run(() => receiving.mutateAsync({ id: submissionId }), t('submissions.received', { title }));
    },
    async giveBack(reason) {
      if (submissionId === null) return false;
      return run(() => returning.mutateAsync({ id: submissionId, reason }), t('submissions.returned', { title }));
    },
    async reopen(reason) {
      return run(() => reopening.mutateAsync({ id, reason }), t('submissions.reopened', { title }));
    },
  };
}

/** Once a submission was received or returned, it can be taken back no more. */
function useWhenDecided({ state }: OutlineNode, then: () => void): void {
  const before = useRef(state);
  const decided = useEffectEvent(then);
  useEffect(() => {
    if (state !== before.current && state !== 'submitted') decided();
    before.current = state;
  }, [state]);
}
