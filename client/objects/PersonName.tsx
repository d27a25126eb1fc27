import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from './PersonAvatar.tsx';
import classes from './PersonName.module.css';

export interface PersonNameProps {
  readonly id: string;
  readonly name: string;
  /** How many others share the work. */
  readonly others?: number;
}

/** A person with avatar and name, and how many stand beside them. */
export function PersonName({ id, name, others = 0 }: PersonNameProps): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={classes.person}>
      <PersonAvatar id={id} name={name} isNamed />
      <span className={classes.name}>{name}</span>
      {others > 0 && (
        <span className={classes.others} title={t('objects.others', { count: others })}>
          +{others}
        </span>
      )}
    </span>
  );
}
