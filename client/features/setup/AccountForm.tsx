import { Button, TextInput } from '@mantine/core';
import { ArrowRight, TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetUp } from '#client/data/links.ts';
import { faultOfPassword, NewPassword, noPassword, type TypedPassword } from '#client/objects/NewPassword.tsx';
import { Banner } from '#client/ui/Banner.tsx';
import { sendForm } from '#client/ui/send-form.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Outcome } from '#shared/model/errors.ts';
import { openLoginMaker, readLogin } from '#shared/rules/login-names.ts';
import { readPersonName, readPersonTitle } from '#shared/rules/person-name.ts';
import classes from './StepForm.module.css';

interface AccountFormProps {
  readonly secret: string;
  readonly onAccount: () => void;
}

interface Typed {
  readonly name: string;
  readonly title: string;
  /** Null: as it is made from the name. */
  readonly login: string | null;
}

/** The account of who installs; a login is proposed from the name, as for everybody who comes later. */
export function AccountForm({ secret, onAccount }: AccountFormProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const setUp = useSetUp();
  const [typed, setTyped] = useState<Typed>({ name: '', title: '', login: null });
  const [password, setPassword] = useState<TypedPassword>(noPassword);
  const [wasSent, setSent] = useState(false);
  const login = typed.login ?? proposeLogin(typed.name);
  const person = { name: typed.name, login };
  const read = { name: readPersonName(typed.name), title: readPersonTitle(typed.title), login: readLogin(login) };
  const faultOf = (outcome: Outcome<string>): string | undefined =>
    wasSent && !outcome.ok ? t(`errors.${outcome.code}`) : undefined;
  const set = (change: Partial<Typed>): void => {
    setTyped({ ...typed, ...change });
    if (setUp.isError) setUp.reset();
  };
  const send = (): void => {
    setSent(true);
    const isGood = read.name.ok && read.title.ok && read.login.ok;
    if (!isGood || faultOfPassword({ typed: password, person }) !== null) return;
    setUp.mutate(
      { secret, login, name: typed.name, title: typed.title, password: password.first },
      { onSuccess: onAccount },
    );
  };
  return (
    <form className={classes.card} onSubmit={(event) => sendForm(event, send)} noValidate>
      <div className={classes.open}>
        <h1 className={classes.title}>{t('setup.account.title')}</h1>
        <p className={classes.lead}>{t('setup.account.lead')}</p>
        <div className={classes.fields}>
          {setUp.isError && (
            <Banner tone="late" icon={<TriangleAlert size="1.25em" />}>
              {failureWords(setUp.error)}
            </Banner>
          )}
          <TextInput
            label={t('setup.account.name')}
            value={typed.name}
            error={faultOf(read.name)}
            onChange={(event) => set({ name: event.currentTarget.value })}
            autoComplete="name"
          />
          <TextInput
            label={t('setup.account.position')}
            value={typed.title}
            error={faultOf(read.title)}
            onChange={(event) => set({ title: event.currentTarget.value })}
            autoComplete="organization-title"
          />
          <TextInput
            label={t('setup.account.login')}
            description={t('setup.account.loginHint')}
            value={login}
            error={faultOf(read.login)}
            onChange={(event) => set({ login: event.currentTarget.value })}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <NewPassword person={person} typed={password} onChange={setPassword} wasSent={wasSent} />
        </div>
      </div>
      <footer className={classes.foot}>
        <Button
          className={classes.primary}
          type="submit"
          loading={setUp.isPending}
          rightSection={<ArrowRight size="1.125rem" aria-hidden />}
        >
          {t('setup.account.create')}
        </Button>
      </footer>
    </form>
  );
}

function proposeLogin(name: string): string {
  return name.trim() === '' ? '' : openLoginMaker(() => false)(name);
}
