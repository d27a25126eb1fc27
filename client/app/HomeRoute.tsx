import type { ReactElement } from 'react';
import { useMe } from '#client/data/session.ts';
import { HomeScreen } from '#client/features/home/HomeScreen.tsx';
import { SetUpReminder } from '#client/features/setup/SetUpReminder.tsx';

/** What is mine; for who installs, also the way back into a set-up that was left. */
export function HomeRoute(): ReactElement {
  const me = useMe().data;
  return (
    <>
      {me && <SetUpReminder me={me} />}
      <HomeScreen />
    </>
  );
}
