import { FileText, House } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useCommittee } from '#client/data/committees.ts';
import type { Me } from '#shared/protocol/session.ts';
import { NewReport } from './NewReport.tsx';
import classes from './Navigation.module.css';

interface NavigationProps {
  readonly committees: Me['committees'];
}

/** Where one can go: what waits on me, and the reports of my committees. */
export function Navigation({ committees }: NavigationProps): ReactElement {
  const { t } = useTranslation();
  const isOnly = committees.length === 1;
  return (
    <nav className={classes.navigation} aria-label={t('app.mainNavigation')}>
      <Place to="/" icon={<House aria-hidden />} name={t('app.home')} />
      {committees.map(({ id, title }) => (
        <ReportPlaces key={id} committeeId={id} heading={isOnly ? t('app.reports') : title} />
      ))}
    </nav>
  );
}

interface ReportPlacesProps {
  readonly committeeId: string;
  readonly heading: string;
}

function ReportPlaces({ committeeId, heading }: ReportPlacesProps): ReactElement | null {
  const { reports = [], rights = [] } = useCommittee(committeeId).data ?? {};
  const mayMake = rights.includes('createReport');
  if (reports.length === 0 && !mayMake) return null;
  return (
    <>
      <p className={classes.heading}>{heading}</p>
      {reports.map(({ id, title }) => (
        <Place key={id} to={`/reports/${id}`} icon={<FileText aria-hidden />} name={title} />
      ))}
      {mayMake && <NewReport committeeId={committeeId} />}
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
