import { Button, Loader } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '#client/data/call.ts';
import { useClaim, type ClaimView } from '#client/data/links.ts';
import { Banner } from '#client/ui/Banner.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import type { LinkView } from '#shared/protocol/links.ts';
import { useClaimMemory } from './claim-memory.ts';
import { Door } from './Door.tsx';
import { LinkOver } from './LinkOver.tsx';
import { NameChoice } from './NameChoice.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import classes from './Words.module.css';

interface MeetingJoinProps {
  readonly secret: string;
  readonly link: Extract<LinkView, { readonly kind: 'meeting' }>;
  readonly onEntered: () => void;
}

/** Coming in from a room: choose one's name, wait for the inviter to say it is so, set a password. */
export function MeetingJoin({ secret, link, onEntered }: MeetingJoinProps): ReactElement {
  const { t } = useTranslation();
  const { claimSecret, keep, forget } = useClaimMemory(secret);
  const claim = useClaim(claimSecret);
  const isUnknown = claim.error instanceof CallError && claim.error.code === 'not_found';
  const ended = endedOf(claim.data);
  const enter = (): void => {
    forget();
    onEntered();
  };
  if (claimSecret !== undefined && ended === null && !isUnknown) {
    if (claim.data?.state === 'confirmed')
      return (
        <Door title={t('invitations.names.confirmed')}>
          <PasswordForm secret={claimSecret} person={claim.data} onEntered={enter} />
        </Door>
      );
    return <Waiting claim={claim.data} onBack={forget} />;
  }
  if (ended?.state === 'used') return <LinkOver state="used" by={link.by} />;
  if (link.state !== 'usable') return <LinkOver state={link.state} by={link.by} />;
  return (
    <Door title={t('invitations.names.title')}>
      <p className={classes.text}>{t('invitations.names.lead', { committee: link.committee, by: link.by })}</p>
      {ended !== null && (
        <Banner tone="warn" icon={<TriangleAlert size="1.25em" />}>
          {ended.state === 'refused'
            ? t('invitations.names.refused', { name: ended.name })
            : t('invitations.names.expired')}
        </Banner>
      )}
      <NameChoice secret={secret} onClaimed={keep} />
    </Door>
  );
}

/** A claim that will let nobody in any more. */
function endedOf(claim: ClaimView | undefined): ClaimView | null {
  return claim !== undefined && claim.state !== 'waiting' && claim.state !== 'confirmed' ? claim : null;
}

interface WaitingProps {
  readonly claim: ClaimView | undefined;
  readonly onBack: () => void;
}

function Waiting({ claim, onBack }: WaitingProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Door title={t('invitations.names.waiting')}>
      <output className={classes.form}>
        {claim === undefined ? (
          <LoadingLines lines={2} />
        ) : (
          <p>{t('invitations.names.waitingText', { name: claim.name })}</p>
        )}
        <Loader aria-hidden />
      </output>
      <Button variant="default" onClick={onBack}>
        {t('invitations.names.back')}
      </Button>
    </Door>
  );
}
