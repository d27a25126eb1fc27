import { Button } from '@mantine/core';
import { Info, TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAcceptLink } from '#client/data/links.ts';
import { useMe } from '#client/data/session.ts';
import { faultOfPassword, NewPassword, noPassword, type TypedPassword } from '#client/objects/NewPassword.tsx';
import { Banner } from '#client/ui/Banner.tsx';
import { sendForm } from '#client/ui/send-form.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import classes from './Words.module.css';

interface PasswordFormProps {
  /** Of a personal link, or of a claim that was confirmed. */
  readonly secret: string;
  readonly person: { readonly name: string; readonly login: string };
  readonly onEntered: () => void;
}

/** Name and login to be remembered, the new password, and the way in. */
export function PasswordForm({ secret, person, onEntered }: PasswordFormProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const me = useMe().data;
  const accept = useAcceptLink();
  const [typed, setTyped] = useState<TypedPassword>(noPassword);
  const [wasSent, setSent] = useState(false);
  const type = (next: TypedPassword): void => {
    setTyped(next);
    if (accept.isError) accept.reset();
  };
  const send = (): void => {
    setSent(true);
    if (faultOfPassword({ typed, person }) !== null) return;
    accept.mutate({ secret, password: typed.first }, { onSuccess: onEntered });
  };
  return (
    <form className={classes.form} onSubmit={(event) => sendForm(event, send)} noValidate>
      {me && me.login !== person.login && (
        <Banner tone="info" icon={<Info size="1.25em" />}>
          {t('invitations.join.other', { name: me.name })}
        </Banner>
      )}
      {accept.isError && (
        <Banner tone="late" icon={<TriangleAlert size="1.25em" />}>
          {failureWords(accept.error)}
        </Banner>
      )}
      <div className={classes.person}>
        <p className={classes.note}>{t('invitations.join.you')}</p>
        <p className={classes.name}>{person.name}</p>
        <p>{t('invitations.personal.login', { login: person.login })}</p>
      </div>
      {/* A keeper of passwords wants to know whose they are. */}
      <input type="text" value={person.login} autoComplete="username" readOnly hidden />
      <NewPassword person={person} typed={typed} onChange={type} wasSent={wasSent} />
      <Button type="submit" loading={accept.isPending}>
        {t('invitations.join.enter')}
      </Button>
    </form>
  );
}
