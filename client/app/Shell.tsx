import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { useCommittee } from '#client/data/committees.ts';
import { useMe } from '#client/data/session.ts';
import { BrandMark } from '#client/ui/BrandMark.tsx';
import { Account } from './Account.tsx';
import { Navigation } from './Navigation.tsx';
import { SearchField } from './SearchField.tsx';
import classes from './Shell.module.css';

const CONTENT = 'content';

/** The frame of the screens that are looked through: head, navigation, and the screen itself. Writing has a frame of its own. */
export function Shell(): ReactElement | null {
  const { t } = useTranslation();
  const me = useMe().data;
  const [only, ...others] = me?.committees ?? [];
  const committee = useCommittee(others.length === 0 ? only?.id : undefined).data;
  if (!me) return null;
  return (
    <>
      <a className={classes.skip} href={`#${CONTENT}`}>
        {t('app.skipToContent')}
      </a>
      <header className={classes.head}>
        <Link className={classes.brand} to="/">
          <BrandMark />
          <span className={classes.name}>{t('app.name')}</span>
        </Link>
        <p className={classes.committee}>{committee?.title}</p>
        <SearchField />
        <Account me={me} />
      </header>
      <div className={classes.body}>
        <Navigation me={me} />
        <main id={CONTENT} className={classes.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </>
  );
}
