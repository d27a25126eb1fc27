import { Button } from '@mantine/core';
import { Landmark, Plus, UserRoundX, UserRoundCheck } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useOrganisations, type ListedOrganisation } from '#client/data/organisation.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { Panel } from '#client/ui/Panel.tsx';
import { Row, Rows } from '#client/ui/Rows.tsx';
import type { Me } from '#shared/protocol/session.ts';
import { NewCommitteeDialog } from './NewCommitteeDialog.tsx';
import { NewOrganisationDialog } from './NewOrganisationDialog.tsx';
import classes from './CommitteesTab.module.css';

interface CommitteesTabProps {
  readonly me: Me;
}

/** The committees by organisation, and which of them still have nobody at their head. */
export function CommitteesTab({ me }: CommitteesTabProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const organisations = useOrganisations();
  const [making, setMaking] = useState<'organisation' | 'committee' | null>(null);
  const close = (): void => setMaking(null);
  /** Its people come next; those of the demo look after themselves. */
  const goOn = (committeeId: string): void => {
    close();
    if (!me.demo) void navigate(`/committees/${committeeId}/people`);
  };
  if (organisations.isError) {
    return (
      <ErrorState
        heading="h2"
        title={t('admin.cannotOpen')}
        error={organisations.error}
        onRetry={() => void organisations.refetch()}
      />
    );
  }
  if (organisations.data === undefined) return <LoadingLines lines={6} />;
  const all = organisations.data;
  const addOrganisation = (
    <Button
      variant={all.length === 0 ? 'filled' : 'default'}
      leftSection={<Plus size="1.125rem" aria-hidden />}
      onClick={() => setMaking('organisation')}
    >
      {t('admin.newOrganisation')}
    </Button>
  );
  return (
    <>
      {all.length === 0 && (
        <EmptyState icon={<Landmark />} title={t('admin.noOrganisation')} action={addOrganisation}>
          {t('admin.noOrganisationText')}
        </EmptyState>
      )}
      {all.length > 0 && (
        <div className={classes.head}>
          <p className={classes.hint}>{t('admin.committeesHint')}</p>
          {addOrganisation}
          <Button leftSection={<Plus size="1.125rem" aria-hidden />} onClick={() => setMaking('committee')}>
            {t('admin.newCommittee')}
          </Button>
        </div>
      )}
      {all.map((organisation) => (
        <Committees key={organisation.id} organisation={organisation} />
      ))}
      {making === 'organisation' && <NewOrganisationDialog onClose={close} />}
      {making === 'committee' && <NewCommitteeDialog organisations={all} onMade={goOn} onClose={close} />}
    </>
  );
}

function Committees({
  organisation: { name, committees },
}: {
  readonly organisation: ListedOrganisation;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel title={name}>
      {committees.length === 0 && <p className={classes.none}>{t('admin.noCommittees')}</p>}
      {committees.length > 0 && (
        <Rows label={name}>
          {committees.map(({ id, title, hasChair, mayManage }) => (
            <Row key={id} name={title} second={<Head hasChair={hasChair} isIn={!mayManage} />}>
              {mayManage && (
                <Button component={Link} to={`/committees/${id}/people`} variant="default">
                  {hasChair ? t('admin.inviteChair') : t('admin.appoint')}
                </Button>
              )}
            </Row>
          ))}
        </Rows>
      )}
    </Panel>
  );
}

interface HeadProps {
  readonly hasChair: boolean;
  /** The chair has come in, and the committee looks after itself. */
  readonly isIn: boolean;
}

function Head({ hasChair, isIn }: HeadProps): ReactElement {
  const { t } = useTranslation();
  const Icon = hasChair && isIn ? UserRoundCheck : UserRoundX;
  const words = isIn ? t('admin.hasChair') : t('admin.chairOutside');
  return (
    <span className={classes.chair}>
      <Icon size="1em" aria-hidden />
      {hasChair ? words : t('admin.noChair')}
    </span>
  );
}
