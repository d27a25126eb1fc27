import { Button } from '@mantine/core';
import { Check, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Claim } from '#shared/protocol/links.ts';
import type { ClaimDeeds } from './use-claim-deeds.ts';
import classes from './ProjectedMeeting.module.css';

interface ClaimListProps {
  /** Whoever has waited longest first. */
  readonly claims: readonly Claim[];
  readonly deeds: ClaimDeeds;
}

/** Who waits to be told from others of the same name. Arrives by itself; keys go to the chosen one. */
export function ClaimList({ claims, deeds }: ClaimListProps): ReactElement {
  const { t } = useTranslation();
  if (claims.length === 0)
    return (
      <p className={classes.nobody} tabIndex={-1} data-autofocus>
        {t('invitations.meeting.nobody')}
      </p>
    );
  return (
    // The list itself takes the focus first, so that Enter is about the chosen person and not about a button.
    <ul className={classes.list} tabIndex={-1} data-autofocus>
      {claims.map((claim) => (
        <li key={claim.id} className={classes.claim} aria-current={claim.id === deeds.chosenId}>
          <span className={classes.person}>
            <span className={classes.name}>{claim.name}</span>
            <span className={classes.position}>{claim.title}</span>
          </span>
          <Button
            leftSection={<Check size="1.125rem" aria-hidden />}
            variant={claim.id === deeds.chosenId ? 'filled' : 'default'}
            aria-label={`${t('invitations.meeting.confirm')}: ${claim.name}`}
            disabled={deeds.isBusy}
            onFocus={() => deeds.choose(claim.id)}
            onClick={() => deeds.decide(claim, true)}
          >
            {t('invitations.meeting.confirm')}
          </Button>
          <Button
            leftSection={<X size="1.125rem" aria-hidden />}
            variant="default"
            aria-label={`${t('invitations.meeting.refuse')}: ${claim.name}`}
            disabled={deeds.isBusy}
            onFocus={() => deeds.choose(claim.id)}
            onClick={() => deeds.decide(claim, false)}
          >
            {t('invitations.meeting.refuse')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
