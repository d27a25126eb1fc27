import type { ReactElement } from 'react';
import { useMe } from '#client/data/session.ts';
import { InvitePanel } from '#client/features/invitations/InvitePanel.tsx';
import { SetUpScreen } from '#client/features/setup/SetUpScreen.tsx';
import classes from './routes.module.css';

/** The steps after the first account, with the ways in for the people that they name. */
export function SetUpRoute(): ReactElement | null {
  const me = useMe().data;
  if (!me) return null;
  return (
    <div className={classes.whole}>
      <SetUpScreen me={me} invitePanel={(props) => <InvitePanel {...props} />} />
    </div>
  );
}
