import {
  createContext,
  lazy,
  Suspense,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useLocation } from 'react-router';
import type { Me } from '#shared/protocol/session.ts';
import type { HouseAsking } from './house-asking.ts';
import { rememberPlace } from './recent-places.ts';

const loadDialogs = async () => ({ default: (await import('./HouseDialogs.tsx')).HouseDialogs });
const HouseDialogs = lazy(loadDialogs);

/** What any screen may open. */
interface HouseOpener {
  /** The focus comes back to where it is now, or to `from` if that is about to leave the page. */
  readonly open: (asking: 'palette' | 'shortcuts', from?: HTMLElement | null) => void;
  /** Fetches what will be shown, when somebody is about to open it. */
  readonly prepare: () => void;
}

const HouseContext = createContext<HouseOpener | null>(null);

interface HouseKeysProps {
  readonly me: Me;
  readonly children: ReactNode;
}

/** The keys that work on every screen: Ctrl+K jumps, `?` shows the keys. What they open is fetched when it is first asked for. */
export function HouseKeys({ me, children }: HouseKeysProps): ReactElement {
  const [asking, setAsking] = useState<HouseAsking>(null);
  const [wasAsked, setWasAsked] = useState(false);
  const opener = useRef<Element | null>(null);
  const { pathname } = useLocation();
  useEffect(() => rememberPlace(me.id, pathname), [me.id, pathname]);

  const ask = (next: HouseAsking): void => {
    setWasAsked(true);
    setAsking(next);
  };
  const close = (): void => {
    setAsking(null);
    returnFocus(opener.current);
  };
  const house = useMemo(
    (): HouseOpener => ({
      open(next, from = null) {
        opener.current = from ?? document.activeElement;
        setWasAsked(true);
        setAsking(next);
      },
      prepare: () => void loadDialogs(),
    }),
    [],
  );
  useHouseKeys((key) => {
    if (asking === key) close();
    else if (!isDialogOpen()) house.open(key);
  });
  return (
    <HouseContext value={house}>
      {children}
      {wasAsked && (
        <Suspense fallback={null}>
          <HouseDialogs me={me} asking={asking} onAsk={ask} onClose={close} />
        </Suspense>
      )}
    </HouseContext>
  );
}

export function useHouse(): HouseOpener {
  const house = useContext(HouseContext);
  if (house === null) throw new Error('useHouse outside HouseKeys');
  return house;
}

function useHouseKeys(onKey: (key: 'palette' | 'shortcuts') => void): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const key = keyOf(event);
    if (key === null) return;
    // Browsers have a search of their own on Ctrl+K, which nobody wants while another dialog is open either.
    event.preventDefault();
    onKey(key);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => hear(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function keyOf(event: KeyboardEvent): 'palette' | 'shortcuts' | null {
  if (event.isComposing || event.altKey) return null;
  // An input method may hold the letter back; the key it stands on is known all the same.
  const isK = event.key.length === 1 ? event.key.toLowerCase() === 'k' : event.code === 'KeyK';
  if (event.ctrlKey || event.metaKey) return isK && !event.shiftKey ? 'palette' : null;
  return event.key === '?' && !isTyping(event.target) ? 'shortcuts' : null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}

/** What somebody is in the middle of is neither covered nor left by a key. */
function isDialogOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}

/** After the dialog has let go of the focus. */
function returnFocus(opener: Element | null): void {
  setTimeout(() => {
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  }, 0);
}
