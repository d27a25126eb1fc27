import { NativeSelect } from '@mantine/core';
import type { ChangeEvent, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAbout, useDemoSignIn } from '#client/data/session.ts';
import { useRoleNames } from '#client/objects/role-names.ts';
import { failureOf } from '#client/ui/failure.ts';
import type { Me } from '#shared/protocol/session.ts';
import classes from './DemoBar.module.css';

interface DemoBarProps {
  readonly me: Me;
}

/** Says as whom the demo is seen, and lets one see it as another of its people. */
export function DemoBar({ me }: DemoBarProps): ReactElement {
  const { t } = useTranslation();
  const people = useAbout().data?.demoPeople ?? [];
  const roleNames = useRoleNames();
  const actAs = useDemoSignIn();
  const options = people.map((person) => ({
    value: person.login,
    label: [person.name, ...roleNames(person)].join(' · '),
  }));
  const choose = (event: ChangeEvent<HTMLSelectElement>): void => actAs.mutate({ login: event.currentTarget.value });
  return (
    <aside className={classes.bar} aria-label={t('app.demo.bar')}>
      <span className={classes.word}>{t('app.demo.bar')}</span>
      <NativeSelect
        className={classes.choice}
        size="xs"
        label={t('app.demo.actingAs')}
        data={options}
        value={me.login}
        onChange={choose}
        disabled={actAs.isPending}
        error={actAs.isError ? t(`errors.${failureOf(actAs.error).code}`) : undefined}
      />
    </aside>
  );
}
