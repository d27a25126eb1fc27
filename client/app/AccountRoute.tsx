import type { ReactElement } from 'react';
import { useMe } from '#client/data/session.ts';
import { AccountScreen } from '#client/features/account/AccountScreen.tsx';

/** The account of whoever is signed in. */
export function AccountRoute(): ReactElement | null {
  const me = useMe().data;
  return me ? <AccountScreen me={me} /> : null;
}
