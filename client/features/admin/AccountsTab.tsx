import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAccounts } from '#client/data/people-admin.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { ListTable } from '#client/ui/ListTable.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { Panel } from '#client/ui/Panel.tsx';
import type { Person } from '#shared/protocol/people.ts';
import type { Me } from '#shared/protocol/session.ts';
import { AccountRow, type Deed } from './AccountRow.tsx';
import { AdminDialog } from './AdminDialog.tsx';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { EditDialog } from './EditDialog.tsx';
import { ResetDialog } from './ResetDialog.tsx';
import classes from './AccountsTab.module.css';

const TYPING_MS = 250;

interface AccountsTabProps {
  readonly me: Me;
  readonly linkNote: ReactNode;
}

/** Every account, found by name or login, a page at a time. */
export function AccountsTab({ me, linkNote }: AccountsTabProps): ReactElement {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const [typed, setTyped] = useState(search.get('q') ?? '');
  const [query] = useDebouncedValue(typed.trim(), TYPING_MS);
  const [doing, setDoing] = useState<{ readonly deed: Deed; readonly person: Person } | null>(null);
  const close = (): void => setDoing(null);
  return (
    <Panel
      title={t('admin.accounts')}
      action={
        <TextInput
          className={classes.find}
          type="search"
          aria-label={t('admin.find')}
          placeholder={t('admin.find')}
          leftSection={<Search size="1rem" aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      }
    >
      <Accounts query={query} me={me} onDo={(deed, person) => setDoing({ deed, person })} />
      {doing?.deed === 'edit' && <EditDialog person={doing.person} onClose={close} />}
      {doing?.deed === 'reset' && <ResetDialog person={doing.person} note={linkNote} onClose={close} />}
      {doing?.deed === 'admin' && <AdminDialog person={doing.person} onClose={close} />}
      {doing?.deed === 'deactivate' && <DeactivateDialog person={doing.person} onClose={close} />}
    </Panel>
  );
}

interface AccountsProps {
  readonly query: string;
  readonly me: Me;
  readonly onDo: (deed: Deed, person: Person) => void;
}

function Accounts({ query, me, onDo }: AccountsProps): ReactElement {
  const { t } = useTranslation();
  const accounts = useAccounts(query);
  if (accounts.isError) {
    return (
      <ErrorState
        heading="h2"
        title={t('admin.cannotOpen')}
        error={accounts.error}
        onRetry={() => void accounts.refetch()}
      />
    );
  }
  if (accounts.data === undefined) return <LoadingLines lines={8} />;
  const people = accounts.data.pages.flatMap(({ items }) => items);
  if (people.length === 0) return <EmptyState title={t('admin.none')}>{t('admin.noneText')}</EmptyState>;
  const heads = [t('admin.person'), t('admin.of'), t('admin.comingIn'), t('admin.deeds')];
  return (
    <>
      <ListTable label={t('admin.accounts')} heads={heads}>
        {people.map((person) => (
          <AccountRow key={person.id} person={person} isMe={person.id === me.id} onDo={(deed) => onDo(deed, person)} />
        ))}
      </ListTable>
      {accounts.hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={accounts.isFetchingNextPage} onClick={() => void accounts.fetchNextPage()}>
            {t('admin.more')}
          </Button>
        </div>
      )}
    </>
  );
}
