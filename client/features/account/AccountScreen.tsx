import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '#client/ui/page-title.ts';
import type { Me } from '#shared/protocol/session.ts';
import { KeptPanel } from './KeptPanel.tsx';
import { LooksPanel } from './LooksPanel.tsx';
import { PasswordPanel } from './PasswordPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';
import { TokensPanel } from './TokensPanel.tsx';
import classes from './AccountScreen.module.css';

interface AccountScreenProps {
  readonly me: Me;
}

/** What belongs to a person alone: password, sessions, tokens, language and look. */
export function AccountScreen({ me }: AccountScreenProps): ReactElement {
  const { t } = useTranslation();
  usePageTitle(t('account.title'));
  return (
    <div className={classes.screen}>
      <header>
        <h1 className={classes.title}>{t('account.title')}</h1>
        <p className={classes.who}>
          {me.name} · {t('account.login', { login: me.login })}
        </p>
      </header>
      <KeptPanel me={me} />
      <PasswordPanel me={me} />
      <SessionsPanel />
      <TokensPanel />
      <LooksPanel />
    </div>
  );
}
