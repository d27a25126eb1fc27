import { ActionIcon, Menu } from '@mantine/core';
import { Ban, Ellipsis, KeyRound, Pencil, Shield, ShieldOff, UserRoundCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenAccount } from '#client/data/people-admin.ts';
import { AccountChip } from '#client/objects/AccountChip.tsx';
import { PersonAvatar } from '#client/objects/PersonAvatar.tsx';
import { useRoleNames } from '#client/objects/role-names.ts';
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
        <span className={classes.person}>
          <PersonAvatar id={id} name={name} size="md" isNamed />
          <span className={classes.words}>
            <span className={classes.name}>{name}</span>
            <span className={classes.second}>{[title, login].filter((one) => one !== '').join(' · ')}</span>
          </span>
        </span>
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
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" className={classes.more} aria-label={t('admin.moreOf', { name })}>
          <Ellipsis size={ICON} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  );
}
