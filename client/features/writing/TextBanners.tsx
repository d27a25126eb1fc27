import { Button } from '@mantine/core';
import { CloudOff, HardDrive, Lock, LogIn, TriangleAlert } from 'lucide-react';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentState } from '#client/sync/open-document.ts';
import { Banner } from '#client/ui/Banner.tsx';
import { LIMITS } from '#shared/protocol/limits.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import { formatTime } from '#shared/vietnamese/calendar.ts';

interface TextBannersProps {
  readonly state: DocumentState;
  readonly onRetry: () => void;
  /** What the state of the section says: submitted, returned. */
  readonly own: ReactNode;
}

const quietForMs = 2_000;
const ICON = '1.125rem';

/** What is true of the text now and stays until it is not: connection, disk, rights. */
export function TextBanners({ state, onRetry, own }: TextBannersProps): ReactElement {
  const { t } = useTranslation();
  const isLong = useIsLong(state.connection === 'offline' && state.ended === null ? state.offlineSince : null);
  const retry = (
    <Button variant="default" onClick={onRetry}>
      {t('writing.retry')}
    </Button>
  );
  return (
    <div data-print="hide">
      {state.ended !== null && <EndBanner state={state} retry={retry} />}
      {state.isNewer && (
        <Banner tone="warn" icon={<Lock size={ICON} />} action={<ReloadButton />}>
          {t('errors.old_schema')}
        </Banner>
      )}
      {isLong && state.offlineSince !== null && (
        <Banner tone="warn" icon={<CloudOff size={ICON} />} action={retry}>
          <strong>{t('writing.offlineSince', { time: formatTime(state.offlineSince) })}</strong>{' '}
          {state.waiting === 0 && t('writing.offlineNothing')}
          {state.waiting > 0 && state.keepsCopy && t('writing.offlineKept', { count: state.waiting })}
          {state.waiting > 0 && !state.keepsCopy && t('writing.onlyThisTab', { count: state.waiting })}
        </Banner>
      )}
      {state.hasStoreTrouble && (
        <Banner tone="warn" icon={<HardDrive size={ICON} />}>
          {state.waiting === 0 ? t('writing.storeTroubleNothing') : t('writing.storeTrouble', { count: state.waiting })}
        </Banner>
      )}
      {!state.keepsCopy && state.grade === 'edit' && !isLong && (
        <Banner tone="warn" icon={<TriangleAlert size={ICON} />}>
          {t('writing.noCopy')}
        </Banner>
      )}
      <RightBanner state={state} />
      {own}
    </div>
  );
}

function EndBanner({ state, retry }: { state: DocumentState; retry: ReactNode }): ReactElement | null {
  const { t } = useTranslation();
  const code = state.ended;
  if (code === null || code === 'not_found') return null;
  if (code === 'not_signed_in') {
    const wanted = encodeURIComponent(`${location.pathname}${location.search}`);
    const signIn = (
      <Button
        component={Link}
        to={`/sign-in?to=${wanted}`}
        target="_blank"
        variant="default"
        leftSection={<LogIn size={ICON} aria-hidden />}
      >
        {t('writing.signIn')}
      </Button>
    );
    return (
      <Banner
        tone="warn"
        icon={<Lock size={ICON} />}
        action={
          <>
            {signIn}
            {retry}
          </>
        }
      >
        {t('errors.not_signed_in')}
      </Banner>
    );
  }
  return (
    <Banner tone="late" icon={<Lock size={ICON} />} action={<ReloadButton />}>
      {code === 'too_large'
        ? t('writing.tooLarge', { characters: formatNumber(LIMITS.documentCharacters) })
        : t(`errors.${code}`)}
    </Banner>
  );
}

/** A right to write that went by the deed of somebody else, for another reason than a move of the section: when, by whom, why, and what is left of it. */
function RightBanner({ state }: Pick<TextBannersProps, 'state'>): ReactElement | null {
  const { t } = useTranslation();
  const { change, documentState } = state;
  const isMoved = documentState === 'submitted' || documentState === 'received';
  if (change === null || change.isOwn || !state.hasLostEdit || isMoved || state.ended === 'not_found') return null;
  const { move, by: name, at, reason } = change;
  const deed = DEEDS.find((one) => one === move);
  return (
    <Banner tone="late" icon={<Lock size={ICON} />}>
      <strong>{at === 0 ? t('writing.withdrawnNow') : t('writing.withdrawn', { time: formatTime(at) })}</strong>{' '}
      {reason !== '' && t('writing.withdrawnBy', { name, reason })}{' '}
      {deed !== undefined && name !== '' && t(`writing.withdrawnDeeds.${deed}`, { name })}{' '}
      {state.grade === 'read' ? t('writing.mayRead') : t('writing.mayComment')}
    </Banner>
  );
}

/** Deeds that take a right without saying why; the others are moves, with a reason of their own. */
const DEEDS = ['unassign', 'setRoles'] as const;

function ReloadButton(): ReactElement {
  const { t } = useTranslation();
  return (
    <Button variant="default" onClick={() => location.reload()}>
      {t('writing.reload')}
    </Button>
  );
}

/** A banner for every hiccup would flash: two seconds of it are trouble. */
function useIsLong(since: number | null): boolean {
  const [shown, setShown] = useState<number | null>(null);
  useEffect(() => {
    if (since === null) return undefined;
    const timer = setTimeout(() => setShown(since), Math.max(0, since + quietForMs - Date.now()));
    return () => clearTimeout(timer);
  }, [since]);
  return since !== null && shown === since;
}
