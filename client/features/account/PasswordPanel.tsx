import { Button, PasswordInput } from '@mantine/core';
import { useState, type ReactElement, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePassword } from '#client/data/own.ts';
import { faultOfPassword, NewPassword, noPassword, type TypedPassword } from '#client/objects/NewPassword.tsx';
import { Panel } from '#client/ui/Panel.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Me } from '#shared/protocol/session.ts';
import classes from './PasswordPanel.module.css';

interface PasswordPanelProps {
  readonly me: Me;
}

/** The way to another password; whoever came in through the demo has none. */
export function PasswordPanel({ me }: PasswordPanelProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel title={t('account.password')} hint={me.demo ? t('account.passwordDemo') : t('account.passwordHint')}>
      {!me.demo && <PasswordForm me={me} />}
    </Panel>
  );
}

/** What was typed stays on a refusal. */
function PasswordForm({ me }: PasswordPanelProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const [old, setOld] = useState('');
  const [typed, setTyped] = useState<TypedPassword>(noPassword);
  const [wasSent, setSent] = useState(false);
  const change = useChangePassword();
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setSent(true);
    if (old === '' || faultOfPassword({ typed, person: me }) !== null) return;
    change.mutate({ old, new: typed.first }, { onSuccess: finish });
  };
  const finish = (): void => {
    setOld('');
    setTyped(noPassword);
    setSent(false);
    showToast({ message: t('account.changed') });
  };
  const typeOld = (text: string): void => {
    setOld(text);
    if (change.isError) change.reset();
  };
  const refusal = change.isError ? failureWords(change.error) : undefined;
  const isOldMissing = wasSent && old === '';
  return (
    <form className={classes.form} onSubmit={send} noValidate>
      {/* A keeper of passwords wants to know whose they are. */}
      <input type="text" value={me.login} autoComplete="username" readOnly hidden />
      <PasswordInput
        label={t('account.oldPassword')}
        value={old}
        onChange={(event) => typeOld(event.currentTarget.value)}
        error={isOldMissing ? t('account.oldMissing') : refusal}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('account.show') }}
      />
      <NewPassword person={me} typed={typed} onChange={setTyped} wasSent={wasSent} />
      <Button type="submit" className={classes.submit} loading={change.isPending}>
        {t('account.change')}
      </Button>
    </form>
  );
}
