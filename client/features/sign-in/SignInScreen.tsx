import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAbout } from '#client/data/session.ts';
import { BrandMark } from '#client/ui/BrandMark.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';
import { DemoPeople } from './DemoPeople.tsx';
import { SignInForm } from './SignInForm.tsx';
import classes from './SignInScreen.module.css';

interface SignInScreenProps {
  /** The person is known now. */
  readonly onSignedIn: () => void;
}

/** The door: login and password, and in a demo its people to act as. */
export function SignInScreen({ onSignedIn }: SignInScreenProps): ReactElement {
  const { t } = useTranslation();
  usePageTitle(t('signIn.title'));
  const about = useAbout().data;
  return (
    <main className={classes.screen}>
      <section className={classes.card}>
        <header className={classes.head}>
          <p className={classes.brand}>
            <BrandMark />
            {t('app.name')}
          </p>
          <p className={classes.lead}>{t('signIn.lead')}</p>
        </header>
        <h1 className={classes.title}>{t('signIn.title')}</h1>
        {about?.setUp === true && !about.demo && <p className={classes.lead}>{t('signIn.setUpFirst')}</p>}
        <SignInForm onSignedIn={onSignedIn} />
      </section>
      {about?.demo === true && <DemoPeople people={about.demoPeople} onSignedIn={onSignedIn} />}
    </main>
  );
}
