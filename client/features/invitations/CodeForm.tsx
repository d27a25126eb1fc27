import { Button, TextInput } from '@mantine/core';
import { useState, type ReactElement, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import classes from './Words.module.css';

/** For a code that was read aloud. */
export function CodeForm(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [wasSent, setSent] = useState(false);
  const isMissing = wasSent && code.trim() === '';
  const open = (event: SubmitEvent): void => {
    event.preventDefault();
    setSent(true);
    if (code.trim() !== '') void navigate(`/moi#${encodeURIComponent(code.trim().toUpperCase())}`);
  };
  return (
    <form className={classes.form} onSubmit={open} noValidate>
      <TextInput
        className={classes.code}
        label={t('invitations.code.field')}
        placeholder="7K4P-QX2M"
        value={code}
        error={isMissing ? t('invitations.code.wanted') : undefined}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Button type="submit">{t('invitations.code.open')}</Button>
    </form>
  );
}
