import { Menu } from '@mantine/core';
import { Ban, KeyRound, Pencil, Shield, ShieldOff, UserRoundCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenAccount } from '#client/data/people-admin.ts';
import { AccountChip } from '#client/objects/AccountChip.tsx';
import { PersonCell } from '#client/objects/PersonCell.tsx';
import { useRoleNames } from '#client/objects/role-names.ts';
import { RowMenu } from '#client/ui/RowMenu.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Person } from '#shared/protocol/people.ts';
import classes from './AccountRow.module.css';

/** What is done with one account in a dialog of its own. */
export type Deed = 'edit' | 'reset' | 'admin' | 'deactivate';

interface AccountRowProps {
  readonly person: Person;
  /** Whose screen it is: nobody shuts themselves out. */
  readonly isMe: boolean;
  readonly onDo: (deed: Deed) => void;
}

/** One account: who, in which committees, whether they come in. */
export function AccountRow({ person, isMe, onDo }: AccountRowProps): ReactElement {
  const { t } = useTranslation();
  const roleNames = useRoleNames();
  const { id, name, title, login, admin, account, committees } = person;
  return (
    <tr>
      <td>
        <PersonCell id={id} name={name} title={title} login={login} />
      </td>
      <td>
        {committees.length === 0 && <span className={classes.second}>{t('admin.noCommittee')}</span>}
        {committees.map((committee) => (
          <p key={committee.id} className={classes.committee}>
            {committee.title}
            <span className={classes.role}>{roleNames({ roles: committee.roles, admin: false }).join(', ')}</span>
          </p>
        ))}
        {admin && <p className={classes.admin}>{t('objects.admin')}</p>}
      </td>
      <td>
        <AccountChip account={account} />
      </td>
      <td>
        <AccountMenu person={person} isMe={isMe} onDo={onDo} />
      </td>
    </tr>
  );
}

const ICON = '1.125rem';

function AccountMenu({ person, isMe, onDo }: AccountRowProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const opening = useOpenAccount();
  const { id, name, admin, account } = person;
  const AdminIcon = admin ? ShieldOff : Shield;
  const isShut = account === 'deactivated';
  const activate = (): void =>
    opening.mutate(
      { id, mayComeIn: true },
      {
        onSuccess: () => showToast({ message: t('admin.activated', { name }) }),
        onError: (error) => showToast({ message: failureWords(error) }),
      },
    );
  return (
    <RowMenu label={t('admin.moreOf', { name })}>
      <Menu.Item leftSection={<Pencil size={ICON} aria-hidden />} onClick={() => onDo('edit')}>
        {t('admin.edit')}
      </Menu.Item>
      {!isShut && (
        <Menu.Item leftSection={<KeyRound size={ICON} aria-hidden />} onClick={() => onDo('reset')}>
          {t('admin.resetLink')}
        </Menu.Item>
      )}
      {!isShut && (
        <Menu.Item leftSection={<AdminIcon size={ICON} aria-hidden />} onClick={() => onDo('admin')}>
          {admin ? t('admin.takeAdmin') : t('admin.makeAdmin')}
        </Menu.Item>
      )}
      {isShut && (
        <Menu.Item leftSection={<UserRoundCheck size={ICON} aria-hidden />} onClick={activate}>
          {t('admin.activate')}
        </Menu.Item>
      )}
      {!isShut && !isMe && (
        <Menu.Item leftSection={<Ban size={ICON} aria-hidden />} onClick={() => onDo('deactivate')}>
          {t('admin.deactivate')}
        </Menu.Item>
      )}
    </RowMenu>
  );
}
