import { Button, Menu } from '@mantine/core';
import { MailX, UserRoundCog, UserRoundX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRevokeInvitation } from '#client/data/people-admin.ts';
import { AccountChip } from '#client/objects/AccountChip.tsx';
import { momentWords } from '#client/objects/moment-words.ts';
import { PersonCell } from '#client/objects/PersonCell.tsx';
import { useRoleNames } from '#client/objects/role-names.ts';
import { useToday } from '#client/objects/use-today.ts';
import { RowMenu } from '#client/ui/RowMenu.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Invitation } from '#shared/protocol/links.ts';
import type { Member } from '#shared/protocol/people.ts';
import classes from './MemberRow.module.css';

interface MemberRowProps {
  readonly committeeId: string;
  readonly member: Member;
  /** How many sections they own. */
  readonly sections: number;
  /** The one that still is good. */
  readonly invitation: Invitation | undefined;
  readonly onRoles: () => void;
  readonly onRemove: () => void;
  readonly onInvite: () => void;
}

const ICON = '1.125rem';

/** One person of the committee: who, in which roles, whether they came in, how much is theirs. */
export function MemberRow({ member, sections, invitation, ...deeds }: MemberRowProps): ReactElement {
  const { t } = useTranslation();
  const today = useToday();
  const roleNames = useRoleNames();
  const { id, name, title, login, roles, account } = member;
  const mayInvite = account === 'none' || account === 'invited';
  return (
    <tr>
      <td>
        <PersonCell id={id} name={name} title={title} login={login} />
      </td>
      <td className={classes.roles}>{roleNames({ roles, admin: false }).join(', ')}</td>
      <td>
        <AccountChip account={account} />
        {invitation !== undefined && account === 'invited' && (
          <span className={classes.until}>
            {t('people.invitedUntil', { until: momentWords(invitation.expiresAt, today) })}
          </span>
        )}
      </td>
      <td className={classes.count}>{t('people.sectionCount', { count: sections })}</td>
      <td>
        <span className={classes.deeds}>
          {mayInvite && (
            <Button variant="default" aria-label={t('people.inviteOf', { name })} onClick={deeds.onInvite}>
              {t('people.inviteOne')}
            </Button>
          )}
          <MemberMenu member={member} invitation={invitation} {...deeds} />
        </span>
      </td>
    </tr>
  );
}

function MemberMenu(props: Omit<MemberRowProps, 'sections' | 'onInvite'>): ReactElement {
  const { committeeId, member, invitation, onRoles, onRemove } = props;
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const revoking = useRevokeInvitation(committeeId);
  const { name } = member;
  const revoke = ({ id }: Invitation): void =>
    revoking.mutate(
      { id },
      {
        onSuccess: () => showToast({ message: t('people.revoked', { name }) }),
        onError: (error) => showToast({ message: failureWords(error) }),
      },
    );
  return (
    <RowMenu label={t('people.moreOf', { name })}>
      <Menu.Item leftSection={<UserRoundCog size={ICON} aria-hidden />} onClick={onRoles}>
        {t('people.changeRoles')}
      </Menu.Item>
      {invitation !== undefined && (
        <Menu.Item leftSection={<MailX size={ICON} aria-hidden />} onClick={() => revoke(invitation)}>
          {t('people.revoke')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<UserRoundX size={ICON} aria-hidden />} onClick={onRemove}>
        {t('people.remove')}
      </Menu.Item>
    </RowMenu>
  );
}
