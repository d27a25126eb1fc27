import { UserRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDemoSignIn } from '#client/data/session.ts';
import { useRoleNames } from '#client/objects/role-names.ts';
import { failureOf } from '#client/ui/failure.ts';
import type { DemoPerson } from '#shared/protocol/session.ts';
import classes from './DemoPeople.module.css';

interface DemoPeopleProps {
  readonly people: readonly DemoPerson[];
  readonly onSignedIn: () => void;
}

/** The people of the sample committee: one press, and one is that person. */
export function DemoPeople({ people, onSignedIn }: DemoPeopleProps): ReactElement {
  const { t } = useTranslation();
  const roleNames = useRoleNames();
  const actAs = useDemoSignIn();
  const enter = (login: string): void => actAs.mutate({ login }, { onSuccess: onSignedIn });
  return (
    <section className={classes.card} aria-labelledby="demo-people">
      <h2 className={classes.title} id="demo-people">
        {t('signIn.demoTitle')}
      </h2>
      <p className={classes.text}>{t('signIn.demoText')}</p>
      {actAs.isError && (
        <p className={classes.refusal} role="alert">
          {t(`errors.${failureOf(actAs.error).code}`)}
        </p>
      )}
      <ul className={classes.people}>
        {people.map((person) => (
          <li key={person.login}>
            <button
              type="button"
              className={classes.person}
              disabled={actAs.isPending}
              onClick={() => enter(person.login)}
            >
              <UserRound className={classes.icon} aria-hidden />
              <span className={classes.words}>
                <span className={classes.name}>{person.name}</span>
                <span className={classes.roles}>{roleNames(person).join(', ')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
