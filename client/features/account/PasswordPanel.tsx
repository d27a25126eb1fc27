import { Button, PasswordInput } from '@mantine/core';
import { useState, type ReactElement, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePassword } from '#client/data/own.ts';
import { failureOf } from '#client/ui/failure.ts';
import { Panel } from '#client/ui/Panel.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Me } from '#shared/protocol/session.ts';
import { checkPassword } from '#shared/rules/password.ts';
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

type Field = 'old' | 'new' | 'again';
const EMPTY = { old: '', new: '', again: '' };

function PasswordForm({ me }: PasswordPanelProps): ReactElement {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(EMPTY);
  const [wasSent, setSent] = useState(false);
  const change = useChangePassword();
  const faults = useFaults(me, typed, wasSent, change.error);
  const type = (field: Field, text: string): void => {
    setTyped({ ...typed, [field]: text });
    if (change.isError) change.reset();
  };
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setSent(true);
    if (typed.old === '' || typed.new !== typed.again || !checkPassword(typed.new, me).ok) return;
    change.mutate(
      { old: typed.old, new: typed.new },
      {
        onSuccess: () => {
          setTyped(EMPTY);
          setSent(false);
          showToast({ message: t('account.changed') });
        },
      },
    );
  };
  const labels = { old: t('account.oldPassword'), new: t('account.newPassword'), again: t('account.newAgain') };
  return (
    <form className={classes.form} onSubmit={send} noValidate>
      {/* A keeper of passwords wants to know whose they are. */}
      <input type="text" value={me.login} autoComplete="username" readOnly hidden />
      {(['old', 'new', 'again'] as const).map((field) => (
        <PasswordInput
          key={field}
          label={labels[field]}
          value={typed[field]}
          onChange={(event) => type(field, event.currentTarget.value)}
          error={faults[field]}
          autoComplete={field === 'old' ? 'current-password' : 'new-password'}
          visibilityToggleButtonProps={{ 'aria-label': t('account.show') }}
        />
      ))}
      <Button type="submit" className={classes.submit} loading={change.isPending}>
        {t('account.change')}
      </Button>
    </form>
  );
}

/** What is wrong with each field, once it was sent; a refusal of the server stands at the field it is about. */
function useFaults(me: Me, typed: typeof EMPTY, wasSent: boolean, refusal: Error | null): Partial<typeof EMPTY> {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  if (!wasSent) return {};
  const checked = checkPassword(typed.new, me);
  const told = refusal === null ? {} : { [isOfNew(refusal) ? 'new' : 'old']: failureWords(refusal) };
  return {
    ...(typed.old === '' ? { old: t('account.oldMissing') } : {}),
    ...(checked.ok ? {} : { new: t(`errors.${checked.code}`) }),
    ...(checked.ok && typed.new !== typed.again ? { again: t('account.notAlike') } : {}),
    ...told,
  };
}

function isOfNew(refusal: Error): boolean {
  return ['password/too-short', 'password/common', 'password/holds-name'].includes(failureOf(refusal).code);
}
