import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { useMe } from '#client/data/session.ts';
import { InvitationSheet } from '#client/features/invitations/InvitationSheet.tsx';
import { InvitePanel } from '#client/features/invitations/InvitePanel.tsx';
import { PeopleScreen } from '#client/features/people/PeopleScreen.tsx';

/** The people of a committee, with the ways in for those who have no password yet. */
export function PeopleRoute(): ReactElement | null {
  const me = useMe().data;
  const { committeeId = '' } = useParams();
  if (!me) return null;
  return (
    <PeopleScreen
      key={committeeId}
      me={me}
      committeeId={committeeId}
      invitePanel={(props) => <InvitePanel {...props} />}
      invitationSheet={(props) => <InvitationSheet {...props} />}
    />
  );
}
