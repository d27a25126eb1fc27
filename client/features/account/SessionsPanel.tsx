import { Badge, Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndSession, useOwnSessions } from '#client/data/own.ts';
import { momentWords } from '#client/objects/moment-words.ts';
import { useToday } from '#client/objects/use-today.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { Panel } from '#client/ui/Panel.tsx';
import { Row, Rows } from '#client/ui/Rows.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { OwnSession } from '#shared/protocol/own.ts';

/** Every device that is signed in as this person, and the end of each. */
export function SessionsPanel(): ReactElement {
  const { t } = useTranslation();
  const sessions = useOwnSessions();
  const hasOthers = sessions.data?.some(({ isThis }) => !isThis) ?? false;
  const ending = useEnding();
  const endOthers = (
    <Button variant="default" loading={ending.isBusy} onClick={() => ending.end(null, t('account.othersEnded'))}>
      {t('account.endOthers')}
    </Button>
  );
  return (
    <Panel title={t('account.sessions')} hint={t('account.sessionsHint')} action={hasOthers && endOthers}>
      {sessions.isPending && <LoadingLines lines={3} />}
      {sessions.isError && (
        <ErrorState
          heading="h2"
          title={t('account.cannotOpen')}
          error={sessions.error}
          onRetry={() => void sessions.refetch()}
        />
      )}
      {sessions.data !== undefined && (
        <Rows label={t('account.sessions')}>
          {sessions.data.map((session) => (
            <SessionRow key={session.id} session={session} ending={ending} />
          ))}
        </Rows>
      )}
    </Panel>
  );
}

interface Ending {
  readonly isBusy: boolean;
  readonly end: (id: string | null, told: string) => void;
}

function useEnding(): Ending {
  const failureWords = useFailureWords();
  const { mutate, isPending } = useEndSession();
  return {
    isBusy: isPending,
    end: (id, told) =>
      mutate(
        { id },
        {
          onSuccess: () => showToast({ message: told }),
          onError: (error) => showToast({ message: failureWords(error) }),
        },
      ),
  };
}

interface SessionRowProps {
  readonly session: OwnSession;
  readonly ending: Ending;
}

function SessionRow({ session, ending }: SessionRowProps): ReactElement {
  const { t } = useTranslation();
  const today = useToday();
  const device = session.device === '' ? t('account.unknownDevice') : session.device;
  const used = momentWords(session.usedAt, today);
  const from = momentWords(session.createdAt, today);
  const name = (
    <>
      {device}
      {session.isThis && (
        <Badge variant="light" color="green" tt="none">
          {t('account.thisSession')}
        </Badge>
      )}
    </>
  );
  return (
    <Row name={name} second={t('account.used', { used, from })}>
      {!session.isThis && (
        <Button
          variant="default"
          aria-label={t('account.endOf', { device })}
          disabled={ending.isBusy}
          onClick={() => ending.end(session.id, t('account.ended', { device }))}
        >
          {t('account.end')}
        </Button>
      )}
    </Row>
  );
}
