import type { ReactElement } from 'react';
import type { Person } from '#shared/protocol/people.ts';
import { PersonAvatar } from './PersonAvatar.tsx';
import classes from './PersonCell.module.css';

/** A person at the head of a row: who, and below it what they are and how they sign in. */
export function PersonCell({ id, name, title, login }: Pick<Person, 'id' | 'name' | 'title' | 'login'>): ReactElement {
  return (
    <span className={classes.person}>
      <PersonAvatar id={id} name={name} size="md" isNamed />
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.second}>{[title, login].filter((one) => one !== '').join(' · ')}</span>
      </span>
    </span>
  );
}
