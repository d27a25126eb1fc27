import { Button, PasswordInput, TextInput } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useState, type ReactElement, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignIn } from '#client/data/session.ts';
import { Banner } from '#client/ui/Banner.tsx';
import { failureOf } from '#client/ui/failure.ts';
import classes from './SignInForm.module.css';

interface SignInFormProps {
  readonly onSignedIn: () => void;
}

/** Login and password; after a refusal both stand as they were typed. */
export function SignInForm({ onSignedIn }: SignInFormProps): ReactElement {
  const { t } = useTranslation();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [wasSent, setSent] = useState(false);
  const signIn = useSignIn();
  const isLoginMissing = wasSent && login.trim() === '';
  const isPasswordMissing = wasSent && password === '';
  /** What was said about the last attempt is not about what is typed now. */
  const typeIn = (set: (text: string) => void, text: string): void => {
    set(text);
    if (signIn.isError) signIn.reset();
  };
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setSent(true);
    if (login.trim() === '' || password === '') return;
    signIn.mutate({ login, password }, { onSuccess: onSignedIn });
  };
  return (
    <form className={classes.form} onSubmit={send} noValidate>
      {signIn.isError && (
        <Banner tone="late" icon={<TriangleAlert size="1.25em" />}>
          <Refusal error={signIn.error} />
        </Banner>
      )}
      <TextInput
        label={t('signIn.login')}
        value={login}
        onChange={(event) => typeIn(setLogin, event.currentTarget.value)}
        error={isLoginMissing ? t('signIn.loginMissing') : undefined}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordInput
        label={t('signIn.password')}
        value={password}
        onChange={(event) => typeIn(setPassword, event.currentTarget.value)}
        error={isPasswordMissing ? t('signIn.passwordMissing') : undefined}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
      />
      <Button type="submit" loading={signIn.isPending} fullWidth>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}

function Refusal({ error }: { readonly error: unknown }): ReactElement {
  const { t } = useTranslation();
  const { code, isOutOfReach } = failureOf(error);
  return <>{isOutOfReach ? t('app.outOfReach') : t(`errors.${code}`)}</>;
}
