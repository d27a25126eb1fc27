import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type ReactElement, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMakeToken } from '#client/data/own.ts';
import { CopyField } from '#client/ui/CopyField.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import classes from './NewToken.module.css';

const DAYS = [30, 90, 180, 365] as const;
const USUAL_DAYS = '90';

/** Makes a token and shows it, this once, until the person says that it is kept. */
export function NewToken(): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const [name, setName] = useState('');
  const [days, setDays] = useState(USUAL_DAYS);
  const [wasSent, setSent] = useState(false);
  const make = useMakeToken();
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setSent(true);
    if (name.trim() !== '') make.mutate({ name, days: Number(days) });
  };
  const finish = (): void => {
    make.reset();
    setName('');
    setSent(false);
  };
  if (make.data !== undefined) {
    return (
      <div className={classes.made}>
        <CopyField label={t('account.newToken', { name: make.data.name })} value={make.data.token} />
        <p className={classes.once}>{t('account.newTokenOnce')}</p>
        <Button className={classes.kept} onClick={finish}>
          {t('account.newTokenKept')}
        </Button>
      </div>
    );
  }
  const isNameMissing = wasSent && name.trim() === '';
  const fault = make.isError ? failureWords(make.error) : undefined;
  return (
    <form className={classes.form} onSubmit={send} noValidate>
      <TextInput
        className={classes.name}
        label={t('account.tokenName')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        error={isNameMissing ? t('account.tokenNameMissing') : fault}
      />
      <NativeSelect
        label={t('account.tokenDays')}
        value={days}
        data={DAYS.map((count) => ({ value: String(count), label: t('account.days', { count }) }))}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={make.isPending}>
        {t('account.makeToken')}
      </Button>
    </form>
  );
}
