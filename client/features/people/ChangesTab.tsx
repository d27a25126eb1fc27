import { Button } from '@mantine/core';
import { History } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRightChanges } from '#client/data/people-admin.ts';
import { momentWords } from '#client/objects/moment-words.ts';
import { useRoleNames } from '#client/objects/role-names.ts';
import { useToday } from '#client/objects/use-today.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { Panel } from '#client/ui/Panel.tsx';
import { Row, Rows } from '#client/ui/Rows.tsx';
import type { RightChange } from '#shared/protocol/people.ts';
import classes from './ChangesTab.module.css';

interface ChangesTabProps {
  readonly committeeId: string;
}

/** Every role given or taken and every link to a new password, by the administrator too: who looks after a committee sees who did it. */
export function ChangesTab({ committeeId }: ChangesTabProps): ReactElement {
  const { t } = useTranslation();
  const changes = useRightChanges(committeeId);
  if (changes.isError) {
    return <ErrorState heading="h2" error={changes.error} onRetry={() => void changes.refetch()} />;
  }
  if (changes.data === undefined) return <LoadingLines lines={8} />;
  const items = changes.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState icon={<History />} title={t('people.noChanges')} />;
  return (
    <Panel title={t('people.changes')} hint={t('people.changesHint')}>
      <Rows label={t('people.changes')}>
        {items.map((change, at) => (
          <ChangeRow key={`${String(change.at)}-${String(at)}`} change={change} />
        ))}
      </Rows>
      {changes.hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
            {t('people.more')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function ChangeRow({ change: { kind, name, roles, by, at } }: { readonly change: RightChange }): ReactElement {
  const { t } = useTranslation();
  const today = useToday();
  const roleNames = useRoleNames();
  const given = roles.length === 0 ? t('people.takenOut') : roleNames({ roles, admin: false }).join(', ');
  const words = kind === 'newPassword' ? t('people.newPassword') : given;
  const who = by === '' ? t('people.byInstallation') : by;
  return <Row name={`${name}: ${words}`} second={t('people.changeBy', { who, when: momentWords(at, today) })} />;
}
