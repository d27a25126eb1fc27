import { Button } from '@mantine/core';
import { UsersRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { CallError } from '#client/data/call.ts';
import { useLink, useSetUpDemo } from '#client/data/links.ts';
import { useAbout, useDemoSignIn } from '#client/data/session.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { LinkState } from '#shared/model/person.ts';
import { AccountForm } from './AccountForm.tsx';
import { SetUpFrame } from './SetUpFrame.tsx';
import classes from './SetUpLink.module.css';

export interface SetUpLinkProps {
  readonly secret: string;
  /** The first account is made, and signed in. */
  readonly onAccount: () => void;
  /** Signed in as a person of the sample committee. */
  readonly onDemo: () => void;
}

/** What the link of the terminal opens: the first account, or a look around before. */
export function SetUpLink({ secret, onAccount, onDemo }: SetUpLinkProps): ReactElement {
  const { t } = useTranslation();
  usePageTitle(t('setup.title'));
  const link = useLink(secret);
  if (link.data !== undefined && link.data.kind !== 'setUp') return <Navigate to={`/moi#${secret}`} replace />;
  if (link.data?.state === 'usable')
    return (
      <SetUpFrame action={link.data.mayPlayDemo && <Demo secret={secret} onDemo={onDemo} />}>
        <AccountForm secret={secret} onAccount={onAccount} />
      </SetUpFrame>
    );
  if (link.data !== undefined) return <Over state={link.data.state} />;
  if (link.error instanceof CallError && link.error.code === 'not_found') return <Over state="unknown" />;
  if (link.isError)
    return (
      <SetUpFrame>
        <ErrorState error={link.error} onRetry={() => void link.refetch()} />
      </SetUpFrame>
    );
  return (
    <SetUpFrame>
      <LoadingLines />
    </SetUpFrame>
  );
}

/** One press: the sample committee is made, and one is its chair, with the bar to act as each person. */
function Demo({ secret, onDemo }: Pick<SetUpLinkProps, 'secret' | 'onDemo'>): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const play = useSetUpDemo();
  const signIn = useDemoSignIn();
  const about = useAbout();
  const open = async (): Promise<void> => {
    await play.mutateAsync({ secret });
    const people = (await about.refetch()).data?.demoPeople ?? [];
    const first = people.find(({ roles }) => roles.includes('chair')) ?? people[0];
    if (first === undefined) return;
    await signIn.mutateAsync({ login: first.login });
    onDemo();
  };
  const error = play.error ?? signIn.error;
  const isBusy = play.isPending || signIn.isPending;
  return (
    <span className={classes.demo}>
      {error !== null && (
        <span className={classes.refusal} role="alert">
          {failureWords(error)}
        </span>
      )}
      {isBusy && <output>{t('setup.demo.playing')}</output>}
      <Button
        variant="subtle"
        color="stone"
        leftSection={<UsersRound size="1.125rem" aria-hidden />}
        loading={isBusy}
        onClick={() => void open().catch(() => undefined)}
      >
        {t('setup.demo.deed')}
      </Button>
    </span>
  );
}

function Over({ state }: { readonly state: LinkState | 'unknown' }): ReactElement {
  const { t } = useTranslation();
  const shown = state === 'usable' ? 'used' : state;
  return (
    <SetUpFrame>
      <section className={classes.over}>
        <EmptyState
          heading="h1"
          title={t(`setup.over.${shown}`)}
          action={
            <Button component={Link} to="/sign-in">
              {t('setup.over.signIn')}
            </Button>
          }
        >
          {shown === 'used' ? t('setup.over.usedText') : t('setup.over.againText')}
        </EmptyState>
      </section>
    </SetUpFrame>
  );
}
