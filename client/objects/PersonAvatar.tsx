import type { ReactElement } from 'react';
import { personColor } from './person-color.ts';
import classes from './PersonAvatar.module.css';

export interface PersonAvatarProps {
  readonly id: string;
  readonly name: string;
  readonly size?: 'sm' | 'md' | 'lg';
  /** The name stands beside it in words already. */
  readonly isNamed?: boolean;
}

/** Initials of the last two names on the person's colour. */
export function PersonAvatar({ id, name, size = 'sm', isNamed = false }: PersonAvatarProps): ReactElement {
  const naming = isNamed ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name };
  return (
    <span className={classes.avatar} data-size={size} style={{ background: personColor(id) }} {...naming}>
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const names = name.split(/\s+/u).filter((one) => one !== '');
  return names
    .slice(-2)
    .map((one) => one.charAt(0).toLocaleUpperCase('vi'))
    .join('');
}
