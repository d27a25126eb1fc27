import { Button } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnTokens, useRevokeToken } from '#client/data/own.ts';
import { momentWords } from '#client/objects/moment-words.ts';
import { useToday } from '#client/objects/use-today.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { Panel } from '#client/ui/Panel.tsx';
import { Row, Rows } from '#client/ui/Rows.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { OwnToken } from '#shared/protocol/own.ts';
import { NewToken } from './NewToken.tsx';
import classes from './TokensPanel.module.css';

/** The tokens by which programs work in one's place. */
export function TokensPanel(): ReactElement {
  const { t } = useTranslation();
  const tokens = useOwnTokens();
  return (
    <Panel title={t('account.tokens')} hint={t('account.tokensHint')}>
      <NewToken />
      {tokens.isPending && <LoadingLines lines={2} />}
      {tokens.isError && (
        <ErrorState
          heading="h2"
          title={t('account.cannotOpen')}
          error={tokens.error}
          onRetry={() => void tokens.refetch()}
        />
      )}
      {tokens.data?.length === 0 && <p className={classes.none}>{t('account.noTokens')}</p>}
      {tokens.data !== undefined && tokens.data.length > 0 && <TokenRows tokens={tokens.data} />}
    </Panel>
  );
}

function TokenRows({ tokens }: { readonly tokens: readonly OwnToken[] }): ReactElement {
  const { t } = useTranslation();
  const today = useToday();
  const failureWords = useFailureWords();
  const [asked, setAsked] = useState<OwnToken | null>(null);
  const revoke = useRevokeToken();
  const confirm = (): void => {
    if (asked === null) return;
    revoke.mutate(
      { id: asked.id },
      {
        onSuccess: () => showToast({ message: t('account.revoked', { name: asked.name }) }),
        onError: (error) => showToast({ message: failureWords(error) }),
        onSettled: () => setAsked(null),
      },
    );
  };
  const second = ({ expiresAt, usedAt }: OwnToken): string =>
    t('account.tokenSecond', {
      until: momentWords(expiresAt, today),
      used: usedAt === null ? t('account.tokenUnused') : t('account.tokenUsed', { when: momentWords(usedAt, today) }),
    });
  return (
    <>
      <Rows label={t('account.tokens')}>
        {tokens.map((token) => (
          <Row key={token.id} name={token.name} second={second(token)}>
            <Button
              variant="default"
              aria-label={t('account.revokeOf', { name: token.name })}
              onClick={() => setAsked(token)}
            >
              {t('account.revoke')}
            </Button>
          </Row>
        ))}
      </Rows>
      <ConfirmDialog
        opened={asked !== null}
        title={t('account.revokeAsk', { name: asked?.name ?? '' })}
        confirmLabel={t('account.revoke')}
        isBusy={revoke.isPending}
        onConfirm={confirm}
        onClose={() => setAsked(null)}
      >
        {t('account.revokeText')}
      </ConfirmDialog>
    </>
  );
}
