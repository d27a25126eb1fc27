import { useWindowEvent } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDecideClaim } from '#client/data/links.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Claim } from '#shared/protocol/links.ts';

export interface ClaimDeeds {
  readonly chosenId: string | undefined;
  readonly isBusy: boolean;
  /** What came of the last decision; null before the first. */
  readonly told: string | null;
  readonly choose: (id: string) => void;
  readonly decide: (claim: Claim, isThem: boolean) => void;
}

/** Decides who it is, by mouse or by keys: the arrows choose, Enter says yes, Delete says no. Whoever has waited longest is chosen first. */
export function useClaimDeeds(committeeId: string, waiting: readonly Claim[]): ClaimDeeds {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const decision = useDecideClaim(committeeId);
  const [wantedId, setWantedId] = useState<string>();
  const [told, setTold] = useState<string | null>(null);
  const wantedAt = waiting.findIndex(({ id }) => id === wantedId);
  const at = Math.max(0, wantedAt);
  const chosen = waiting[at];

  function decide(claim: Claim, isThem: boolean): void {
    if (decision.isPending) return;
    const { id, name } = claim;
    decision.mutate(
      { id, isThem },
      {
        onSuccess: () => setTold(t(isThem ? 'invitations.meeting.confirmed' : 'invitations.meeting.refused', { name })),
        onError: (error) => setTold(failureWords(error)),
      },
    );
  }

  function move(step: number): void {
    setWantedId(waiting[Math.min(Math.max(at + step, 0), waiting.length - 1)]?.id);
  }

  useWindowEvent('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || chosen === undefined) return;
    // A button that has the focus takes Enter itself.
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && !isOnButton) decide(chosen, true);
    else if (event.key === 'Delete') decide(chosen, false);
    else return;
    event.preventDefault();
  });

  return { chosenId: chosen?.id, isBusy: decision.isPending, told, choose: setWantedId, decide };
}
