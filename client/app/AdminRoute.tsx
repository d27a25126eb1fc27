import type { ReactElement } from 'react';
import { useLocation } from 'react-router';
import { useMe } from '#client/data/session.ts';
import { AdminScreen } from '#client/features/admin/AdminScreen.tsx';
import { OnlyHere } from '#client/features/invitations/OnlyHere.tsx';
import { isOnlyHere } from '#client/features/invitations/own-address.ts';

/** Accounts and committees; another address starts its search anew. */
export function AdminRoute(): ReactElement | null {
  const me = useMe().data;
  const { search } = useLocation();
  return me ? <AdminScreen key={search} me={me} linkNote={isOnlyHere() && <OnlyHere />} /> : null;
}
