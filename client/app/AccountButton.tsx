import { UnstyledButton } from '@mantine/core';
import type { ComponentProps, ReactElement } from 'react';
import { PersonAvatar } from '#client/objects/PersonAvatar.tsx';
import { useRoleNames } from '#client/objects/role-names.ts';
import type { Me } from '#shared/protocol/session.ts';
import classes from './AccountButton.module.css';

interface AccountButtonProps extends ComponentProps<'button'> {
  readonly me: Me;
}

/** The person who is signed in, by name and role; opens what belongs to them. */
export function AccountButton({ me, ...button }: AccountButtonProps): ReactElement {
  const roles = new Set(me.committees.flatMap((committee) => committee.roles));
  const roleNames = useRoleNames()({ roles: [...roles], admin: me.admin }).join(', ');
  return (
    <UnstyledButton aria-haspopup="menu" {...button} className={classes.me}>
      <PersonAvatar id={me.id} name={me.name} size="lg" isNamed />
      <span className={classes.words}>
        <span className={classes.name}>{me.name}</span>
        <span className={classes.roles}>{roleNames}</span>
      </span>
    </UnstyledButton>
  );
}
