import { useEffect, useRef, type ReactElement } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { NewReportDialog } from '#client/features/outline/NewReportDialog.tsx';
import type { Me } from '#shared/protocol/session.ts';
import type { HouseAsking } from './house-asking.ts';
import { LeavingQuestion } from './LeavingQuestion.tsx';
import { Palette } from './Palette.tsx';
import { readRecent } from './recent-places.ts';
import { ShortcutsSheet } from './ShortcutsSheet.tsx';
import { useLeaving } from './use-leaving.ts';

interface HouseDialogsProps {
  readonly me: Me;
  readonly asking: HouseAsking;
  readonly onAsk: (asking: HouseAsking) => void;
  /** Closes, and gives the focus back. */
  readonly onClose: () => void;
}

/** What opens over any screen: the palette, the sheet of keys, and what the palette's deeds ask. */
export function HouseDialogs({ me, asking, onAsk, onClose }: HouseDialogsProps): ReactElement {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const expectFocus = useFocusOnArrival();
  const leaving = useLeaving(me.id);
  const goTo = (to: string): void => {
    onAsk(null);
    expectFocus();
    void navigate(to);
  };
  return (
    <>
      {asking === 'palette' && (
        <Palette
          me={me}
          here={`${pathname}${search}`}
          recent={readRecent(me.id)}
          deeds={{
            onNewReport: (newReportOf) => onAsk({ newReportOf }),
            onShortcuts: () => onAsk('shortcuts'),
            onSignOut: leaving.ask,
          }}
          onGo={goTo}
          onClose={onClose}
        />
      )}
      {asking === 'shortcuts' && <ShortcutsSheet onClose={onClose} />}
      {asking !== null && typeof asking === 'object' && (
        <NewReportDialog
          committeeId={asking.newReportOf}
          onMade={(reportId) => goTo(`/reports/${reportId}`)}
          onClose={onClose}
        />
      )}
      <LeavingQuestion leaving={leaving} />
    </>
  );
}

/** Who jumped by keys goes on by keys in the screen that comes, once it is there. */
function useFocusOnArrival(): () => void {
  const isExpected = useRef(false);
  const { key } = useLocation();
  useEffect(() => {
    if (!isExpected.current) return;
    isExpected.current = false;
    document.querySelector('main')?.focus({ preventScroll: true });
  }, [key]);
  return () => {
    isExpected.current = true;
  };
}
