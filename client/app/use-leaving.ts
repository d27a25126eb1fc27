import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '#client/data/session.ts';
import { countUnsavedTexts, forgetSavedCopies } from '#client/sync/local-copies.ts';
import { failureOf } from '#client/ui/failure.ts';
import { showToast } from '#client/ui/toast.ts';

export interface Leaving {
  /** Texts that hold the person back; the question is open while there are any. */
  readonly unsaved: number;
  readonly isBusy: boolean;
  /** Signs out, or asks first where the server has not got everything. */
  readonly ask: () => void;
  readonly leave: () => void;
  readonly stay: () => void;
}

/** Signing out takes this account's texts from this machine, those that the server has whole. */
export function useLeaving(accountId: string): Leaving {
  const { t } = useTranslation();
  const [unsaved, setUnsaved] = useState(0);
  const signOut = useSignOut();
  const leave = (): void => {
    signOut.mutateAsync().then(
      () => forgetSavedCopies(accountId),
      (error: unknown) => showToast({ message: t(`errors.${failureOf(error).code}`) }),
    );
  };
  const ask = (): void => {
    const count = countUnsavedTexts(accountId);
    setUnsaved(count);
    if (count === 0) leave();
  };
  return { unsaved, isBusy: signOut.isPending, ask, leave, stay: () => setUnsaved(0) };
}
