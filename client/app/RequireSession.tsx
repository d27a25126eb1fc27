import type { ReactElement } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useLiveEvents } from '#client/data/events.ts';
import { useMe } from '#client/data/session.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import type { Me } from '#shared/protocol/session.ts';
import { DemoBar } from './DemoBar.tsx';
import { HouseKeys } from './HouseKeys.tsx';
import { usePersonColors } from './use-person-colors.ts';
import { signInAddress } from './wanted-address.ts';
import classes from './RequireSession.module.css';

/** Lets only a person who is signed in through; others sign in first and come back to where they wanted to go. */
export function RequireSession(): ReactElement {
  const me = useMe();
  const location = useLocation();
  if (me.data === null) return <Navigate to={signInAddress(location)} replace />;
  if (me.data !== undefined) return <SignedIn me={me.data} />;
  if (me.isError) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  return <LoadingLines />;
}

interface SignedInProps {
  readonly me: Me;
}

/** Another person starts with nothing of the one before on the screen. */
function SignedIn({ me }: SignedInProps): ReactElement {
  useLiveEvents();
  usePersonColors(me);
  return (
    <HouseKeys key={me.id} me={me}>
      <div className={classes.page}>
        {me.demo && <DemoBar me={me} />}
        <Outlet />
      </div>
    </HouseKeys>
  );
}
