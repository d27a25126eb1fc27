import { lazy, Suspense, useState, type ReactElement } from 'react';
import type { Me } from '#shared/protocol/session.ts';
import { AccountButton } from './AccountButton.tsx';

const loadMenu = async () => ({ default: (await import('./AccountMenu.tsx')).AccountMenu });
const AccountMenu = lazy(loadMenu);

interface AccountProps {
  readonly me: Me;
}

/** The menu of the account; what it is made of is fetched when somebody is about to open it, not with the first screen. */
export function Account({ me }: AccountProps): ReactElement {
  const [isAsked, setAsked] = useState(false);
  const prepare = (): void => void loadMenu();
  const button = <AccountButton me={me} onMouseEnter={prepare} onFocus={prepare} onClick={() => setAsked(true)} />;
  if (!isAsked) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu me={me} />
    </Suspense>
  );
}
