import { PasswordInput } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '#shared/model/errors.ts';
import { checkPassword, SHORTEST_PASSWORD } from '#shared/rules/password.ts';
import classes from './NewPassword.module.css';

/** As typed: once, and once more against slips. */
export interface TypedPassword {
  readonly first: string;
  readonly second: string;
}

export const noPassword: TypedPassword = { first: '', second: '' };

export interface NewPasswordProps {
  readonly person: { readonly login: string; readonly name: string };
  readonly typed: TypedPassword;
  readonly onChange: (typed: TypedPassword) => void;
  /** It was to be sent: what is wrong is said now. */
  readonly wasSent: boolean;
}

/** Why a password will not do yet; null when it may be sent. */
export function faultOfPassword({ typed, person }: Pick<NewPasswordProps, 'typed' | 'person'>): PasswordFault | null {
  const checked = checkPassword(typed.first, person);
  if (!checked.ok) return { field: 'first', code: checked.code };
  return typed.second === typed.first ? null : { field: 'second', code: 'different' };
}

type PasswordFault =
  { readonly field: 'first'; readonly code: ErrorCode } | { readonly field: 'second'; readonly code: 'different' };

/** A new password, typed twice, with its rules said before. Both are shown or hidden together. */
export function NewPassword({ person, typed, onChange, wasSent }: NewPasswordProps): ReactElement {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const { login, name } = person;
  const fault = useMemo(
    () => (wasSent ? faultOfPassword({ typed, person: { login, name } }) : null),
    [wasSent, typed, login, name],
  );
  const shown = {
    visible: isShown,
    onVisibilityChange: setShown,
    visibilityToggleButtonProps: { 'aria-label': t('objects.password.show') },
    autoComplete: 'new-password',
  };
  return (
    <>
      <PasswordInput
        {...shown}
        label={t('objects.password.first')}
        description={t('objects.password.rules', { count: SHORTEST_PASSWORD })}
        classNames={{ description: classes.rules }}
        value={typed.first}
        error={fault?.field === 'first' ? t(`errors.${fault.code}`) : undefined}
        onChange={(event) => onChange({ ...typed, first: event.currentTarget.value })}
      />
      <PasswordInput
        {...shown}
        label={t('objects.password.second')}
        value={typed.second}
        error={fault?.field === 'second' ? t('objects.password.different') : undefined}
        onChange={(event) => onChange({ ...typed, second: event.currentTarget.value })}
      />
    </>
  );
}
