import { FileText, House, Shield, UsersRound } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useCommittee } from '#client/data/committees.ts';
import type { Me } from '#shared/protocol/session.ts';
import { NewReport } from './NewReport.tsx';
import classes from './Navigation.module.css';

interface NavigationProps {
  readonly me: Me;
}

/** Where one can go: what waits on me, the reports of my committees, and who looks after them. */
export function Navigation({ me: { committees, admin } }: NavigationProps): ReactElement {
  const { t } = useTranslation();
  const isOnly = committees.length === 1;
  return (
    <nav className={classes.navigation} aria-label={t('app.mainNavigation')}>
      <Place to="/" icon={<House aria-hidden />} name={t('app.home')} />
      {committees.map(({ id, title }) => (
        <CommitteePlaces key={id} committeeId={id} heading={isOnly ? t('app.reports') : title} />
      ))}
      {admin && <Place to="/admin/people" icon={<Shield aria-hidden />} name={t('app.accounts')} />}
    </nav>
  );
}

interface CommitteePlacesProps {
  readonly committeeId: string;
  readonly heading: string;
}

function CommitteePlaces({ committeeId, heading }: CommitteePlacesProps): ReactElement | null {
  const { t } = useTranslation();
  const { reports = [], rights = [] } = useCommittee(committeeId).data ?? {};
  const mayMake = rights.includes('createReport');
  const mayManage = rights.includes('manage');
  if (reports.length === 0 && !mayMake && !mayManage) return null;
  return (
    <>
      <p className={classes.heading}>{heading}</p>
      {reports.map(({ id, title }) => (
        <Place key={id} to={`/reports/${id}`} icon={<FileText aria-hidden />} name={title} />
      ))}
      {mayMake && <NewReport committeeId={committeeId} />}
      {mayManage && (
        <Place to={`/committees/${committeeId}/people`} icon={<UsersRound aria-hidden />} name={t('app.people')} />
      )}
    </>
  );
}

interface PlaceProps {
  readonly to: string;
  readonly icon: ReactNode;
  readonly name: string;
}

function Place({ to, icon, name }: PlaceProps): ReactElement {
  return (
    <NavLink className={classes.place} to={to} end={to === '/'} title={name}>
      {icon}
      <span className={classes.name}>{name}</span>
    </NavLink>
  );
}
