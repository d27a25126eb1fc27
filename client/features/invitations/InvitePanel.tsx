import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '#client/data/call.ts';
import { standingOf, useMembers } from '#client/data/people.ts';
import { useMe } from '#client/data/session.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import type { Member } from '#shared/protocol/people.ts';
import { mayChangeRoles, type CommitteeStanding } from '#shared/rules/rights.ts';
import { MeetingCode } from './MeetingCode.tsx';
import { OnlyHere } from './OnlyHere.tsx';
import { isOnlyHere } from './own-address.ts';
import { PersonalLinks } from './PersonalLinks.tsx';
import classes from './InvitePanel.module.css';

export interface InvitePanelProps {
  readonly committeeId: string;
  readonly committee: string;
}

/** Beside the people of a committee: how they come in, by a code for a room or by a link for each. */
export function InvitePanel(props: InvitePanelProps): ReactElement {
  const { t } = useTranslation();
  return (
    <aside className={classes.panel} aria-labelledby="invite-people">
      <h2 className={classes.title} id="invite-people">
        {t('invitations.title')}
      </h2>
      <p className={classes.lead}>{t('invitations.lead')}</p>
      <Ways {...props} />
    </aside>
  );
}

function Ways({ committeeId, committee }: InvitePanelProps): ReactElement {
  const { t } = useTranslation();
  const members = useMembers(committeeId);
  const me = useMe().data;
  if (members.error instanceof CallError && isRefusal(members.error)) return <p>{t('invitations.notYours')}</p>;
  if (members.isError && members.data === undefined)
    return (
      <ErrorState
        heading="h2"
        title={t('invitations.cannotRead')}
        error={members.error}
        onRetry={() => void members.refetch()}
      />
    );
  if (members.data === undefined || !me) return <LoadingLines />;
  const standing = standingOf(me, members.data);
  const outside = members.data.filter(isOutside);
  if (outside.length === 0)
    return <p>{members.data.length > 1 ? t('invitations.allIn') : t('invitations.nobodyYet')}</p>;
  const invited = outside.filter((member) => mayInvite(standing, member));
  return (
    <>
      {isOnlyHere() && <OnlyHere />}
      <MeetingCode committeeId={committeeId} committee={committee} />
      {invited.length > 0 && <PersonalLinks committeeId={committeeId} committee={committee} people={invited} />}
    </>
  );
}

function isOutside({ account }: Member): boolean {
  return account === 'none' || account === 'invited';
}

/** A way in for who is to be chair is for a chair to give. */
function mayInvite(standing: CommitteeStanding, { roles }: Member): boolean {
  return !roles.includes('chair') || mayChangeRoles(standing, { from: [], to: ['chair'] });
}

/** Whoever set the committee up and took no role at its head is outside once its chair has come in. */
function isRefusal({ code }: CallError): boolean {
  return code === 'not_found' || code === 'forbidden';
}
