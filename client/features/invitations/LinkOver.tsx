import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LinkState } from '#shared/model/person.ts';
import { CodeForm } from './CodeForm.tsx';
import { Door } from './Door.tsx';
import classes from './Words.module.css';

interface LinkOverProps {
  readonly state: Exclude<LinkState, 'usable'> | 'unknown';
  /** Who gave it out; empty where nobody knows. */
  readonly by: string;
}

/** A link that lets nobody in any more: why, and what to do instead. */
export function LinkOver({ state, by }: LinkOverProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Door title={t(`invitations.join.over.${state}`)}>
      <p className={classes.text}>
        {t(`invitations.join.overText.${state}`, { by: by || t('invitations.join.inviter') })}
      </p>
      {state === 'unknown' && <CodeForm />}
      <Button component={Link} to="/sign-in" variant={state === 'used' ? 'filled' : 'default'}>
        {t('invitations.join.signIn')}
      </Button>
    </Door>
  );
}
