import { Button } from '@mantine/core';
import { History, Lock, Stamp, UsersRound } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useCommittee } from '#client/data/committees.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';
import { SideLinks } from '#client/ui/SideLinks.tsx';
import type { Committee } from '#shared/protocol/committees.ts';
import type { OrganisationFields } from '#shared/protocol/organisation.ts';
import type { Me } from '#shared/protocol/session.ts';
import { ChangesTab } from './ChangesTab.tsx';
import { OrganisationTab } from './OrganisationTab.tsx';
import { firstRows, PeopleTab } from './PeopleTab.tsx';
import type { PeopleSlots } from './slots.ts';
import classes from './PeopleScreen.module.css';

const SIDES = ['people', 'organisation', 'changes'] as const;
const ICONS: Readonly<Record<(typeof SIDES)[number], ReactElement>> = {
  people: <UsersRound aria-hidden />,
  organisation: <Stamp aria-hidden />,
  changes: <History aria-hidden />,
};

interface PeopleScreenProps extends PeopleSlots {
  readonly me: Me;
  readonly committeeId: string;
}

/** Who is in a committee and in which roles, and how its organisation prints papers; for who looks after the committee. */
export function PeopleScreen({ me, committeeId, ...slots }: PeopleScreenProps): ReactElement {
  const { t } = useTranslation();
  usePageTitle(t('people.title'));
  const committee = useCommittee(committeeId);
  const toHome = (
    <Button component={Link} to="/" variant="default">
      {t('app.toHome')}
    </Button>
  );
  if (committee.isError) {
    return <ErrorState error={committee.error} onRetry={() => void committee.refetch()} other={toHome} />;
  }
  if (committee.data === undefined) return <LoadingLines lines={8} />;
  if (!committee.data.rights.includes('manage')) {
    return (
      <EmptyState heading="h1" icon={<Lock />} title={t('people.title')} action={toHome}>
        {t('people.notYours')}
      </EmptyState>
    );
  }
  return <Opened me={me} committee={committee.data} {...slots} />;
}

interface OpenedProps extends PeopleSlots {
  readonly me: Me;
  readonly committee: Committee;
}

function Opened({ me, committee, ...slots }: OpenedProps): ReactElement {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  // What is being typed on one side outlives a look at another.
  const [rows, setRows] = useState(firstRows);
  const [typed, setTyped] = useState<OrganisationFields | null>(null);
  const shown = SIDES.find((side) => side === search.get('tab')) ?? 'people';
  return (
    <div className={classes.screen}>
      <header>
        <h1 className={classes.title}>{t('people.title')}</h1>
        <p className={classes.whose}>
          {committee.title} · {committee.organisation}
        </p>
      </header>
      <SideLinks
        label={t('people.sides')}
        sides={SIDES.map((side) => ({
          search: side === 'people' ? '' : `?tab=${side}`,
          icon: ICONS[side],
          name: t(`people.sideNames.${side}`),
          isShown: side === shown,
        }))}
      />
      {shown === 'people' && <PeopleTab me={me} committee={committee} rows={rows} onRows={setRows} {...slots} />}
      {shown === 'organisation' && (
        <OrganisationTab organisationId={committee.organisationId} typed={typed} onType={setTyped} />
      )}
      {shown === 'changes' && <ChangesTab committeeId={committee.id} />}
    </div>
  );
}
