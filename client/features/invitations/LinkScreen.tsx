import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { CallError } from '#client/data/call.ts';
import { useLink } from '#client/data/links.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';
import type { LinkView } from '#shared/protocol/links.ts';
import { Door } from './Door.tsx';
import { LinkOver } from './LinkOver.tsx';
import { MeetingJoin } from './MeetingJoin.tsx';
import { PersonalLink } from './PersonalLink.tsx';

export interface LinkScreenProps {
  readonly secret: string;
  /** The person is signed in now. */
  readonly onEntered: () => void;
}

/** What somebody sees who opens an invitation, a link for a new password or a meeting's code. Opening it changes nothing. */
export function LinkScreen({ secret, onEntered }: LinkScreenProps): ReactElement {
  const { t } = useTranslation();
  usePageTitle(t('invitations.join.pageTitle'));
  const link = useLink(secret);
  const waitWords = useWaitWords();
  if (link.data !== undefined) return <Looked secret={secret} link={link.data} onEntered={onEntered} />;
  if (link.error instanceof CallError && link.error.code === 'not_found') return <LinkOver state="unknown" by="" />;
  if (link.isError) {
    return (
      <main>
        <ErrorState title={waitWords(link.error)} error={link.error} onRetry={() => void link.refetch()} />
      </main>
    );
  }
  return (
    <Door title={t('invitations.join.looking')}>
      <LoadingLines />
    </Door>
  );
}

/** After too many wrong secrets from one network all of it waits, the innocent too: how long. Undefined for any other failure. */
function useWaitWords(): (error: Error) => string | undefined {
  const { t } = useTranslation();
  return (error) => {
    const seconds = error instanceof CallError && error.code === 'too_many' ? error.details['retryAfter'] : undefined;
    return typeof seconds === 'number'
      ? t('invitations.join.wait', { count: Math.ceil(seconds / SECONDS_A_MINUTE) })
      : undefined;
  };
}

const SECONDS_A_MINUTE = 60;

interface LookedProps extends LinkScreenProps {
  readonly link: LinkView;
}

function Looked({ secret, link, onEntered }: LookedProps): ReactElement {
  if (link.kind === 'setUp') return <Navigate to={`/thiet-lap#${secret}`} replace />;
  // A claim that was made while the code still was good lasts as long: whoever made it may come back.
  if (link.kind === 'meeting') return <MeetingJoin secret={secret} link={link} onEntered={onEntered} />;
  if (link.state !== 'usable') return <LinkOver state={link.state} by={link.by} />;
  return <PersonalLink secret={secret} link={link} onEntered={onEntered} />;
}
