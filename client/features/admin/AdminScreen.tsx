import { Button } from '@mantine/core';
import { Landmark, Lock, UsersRound } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';
import { SideLinks } from '#client/ui/SideLinks.tsx';
import type { Me } from '#shared/protocol/session.ts';
import { AccountsTab } from './AccountsTab.tsx';
import { CommitteesTab } from './CommitteesTab.tsx';
import classes from './AdminScreen.module.css';

const COMMITTEES = 'committees';

interface AdminScreenProps {
  readonly me: Me;
  /** What is to be known of links that are made here. */
  readonly linkNote: ReactNode;
}

/** Every account, and the committees with who is at their head; for who administers. */
export function AdminScreen({ me, linkNote }: AdminScreenProps): ReactElement {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  usePageTitle(t('admin.title'));
  const isCommittees = search.get('tab') === COMMITTEES;
  if (!me.admin) {
    const toHome = (
      <Button component={Link} to="/" variant="default">
        {t('app.toHome')}
      </Button>
    );
    return (
      <EmptyState heading="h1" icon={<Lock />} title={t('admin.title')} action={toHome}>
        {t('admin.notYours')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.screen}>
      <header>
        <h1 className={classes.title}>{t('admin.title')}</h1>
        <p className={classes.hint}>{t('admin.hint')}</p>
      </header>
      <SideLinks
        label={t('admin.sides')}
        sides={[
          { search: '', icon: <UsersRound aria-hidden />, name: t('admin.accounts'), isShown: !isCommittees },
          {
            search: `?tab=${COMMITTEES}`,
            icon: <Landmark aria-hidden />,
            name: t('admin.committees'),
            isShown: isCommittees,
          },
        ]}
      />
      {isCommittees ? <CommitteesTab me={me} /> : <AccountsTab me={me} linkNote={linkNote} />}
    </div>
  );
}
