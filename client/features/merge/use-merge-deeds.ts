import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CallError } from '#client/data/call.ts';
import { useApplyMerge, useRevertMerge, useStageMerge } from '#client/data/merges.ts';
import { failureOf } from '#client/ui/failure.ts';
import { showToast } from '#client/ui/toast.ts';
import type { MergeView } from '#shared/protocol/merges.ts';
import { answerOf, carryOver } from './decisions.ts';
import { dropDecisions, keepDecisions } from './decision-store.ts';
import type { Restaged } from './restaged.ts';
import type { MergeWork } from './use-merge-work.ts';

export interface MergeDeeds {
  readonly apply: () => void;
  readonly revert: () => void;
  /** Compares again with the part as it is now; decisions that still fit go along. */
  readonly restage: () => void;
  readonly isBusy: boolean;
  /** Why the last deed was refused. */
  readonly error: unknown;
}

/** What a person does to a whole merge. */
export function useMergeDeeds(view: MergeView, work: MergeWork, personId: string): MergeDeeds {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const applying = useApplyMerge();
  const reverting = useRevertMerge();
  const staging = useStageMerge();
  const place = { personId, mergeId: view.id };

  const revert = (): void => {
    // The toast that offers it may outlive this screen, and so must the answer.
    reverting.mutateAsync({ id: view.id }).then(
      () => showToast({ message: t('merge.reverted') }),
      (error: unknown) => showToast({ message: `${t('merge.failed')} ${t(`errors.${failureOf(error).code}`)}` }),
    );
  };
  const restage = (): void => {
    staging.mutate(
      { id: view.partId, submissionId: view.submissionId },
      {
        onSuccess: (next) => {
          const kept = carryOver(work.decisions, view, next);
          dropDecisions(place);
          keepDecisions({ personId, mergeId: next.id }, kept);
          const state: Restaged = { restagedKept: Object.keys(kept.made).length };
          void navigate(`/merges/${next.id}`, { replace: true, state });
        },
      },
    );
  };
  const apply = (): void => {
    applying.mutate(
      { id: view.id, ...answerOf(work.entries, work.decisions) },
      {
        onSuccess: () => {
          dropDecisions(place);
          showToast({
            message: t('merge.applied', { section: view.sectionTitle }),
            action: { label: t('merge.revert'), run: revert },
          });
        },
        onError: (error) => {
          if (hasCode(error, 'merge/part-changed')) restage();
          if (hasCode(error, 'merge/undecided')) work.goToOpen();
        },
      },
    );
  };
  const trouble = [staging.error, applying.error].find((error) => error !== null) ?? null;
  return {
    apply,
    revert,
    restage,
    isBusy: applying.isPending || reverting.isPending || staging.isPending,
    error: hasCode(trouble, 'merge/part-changed') ? null : trouble,
  };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof CallError && error.code === code;
}
