import { CloseButton } from '@mantine/core';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useClaims, type Meeting } from '#client/data/links.ts';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import { QrCode } from '#client/ui/QrCode.tsx';
import { ClaimList } from './ClaimList.tsx';
import { addressOfPath } from './own-address.ts';
import { untilSlots } from './until.ts';
import { useClaimDeeds } from './use-claim-deeds.ts';
import { WholeScreen } from './WholeScreen.tsx';
import classes from './ProjectedMeeting.module.css';

interface ProjectedMeetingProps {
  readonly committeeId: string;
  readonly committee: string;
  readonly meeting: Meeting;
  readonly onClose: () => void;
}

/** For the wall of a meeting room: the code, and who says which name is theirs, decided by the inviter with keys. */
export function ProjectedMeeting({ committeeId, committee, meeting, onClose }: ProjectedMeetingProps): ReactElement {
  const { t } = useTranslation();
  const claims = useClaims(committeeId).data ?? [];
  const waiting = claims.filter(({ state }) => state === 'waiting').toReversed();
  const confirmed = claims.filter(({ state }) => state === 'confirmed' || state === 'used');
  const [wall, setWall] = useState<HTMLElement | null>(null);
  const deeds = useClaimDeeds(committeeId, waiting);
  useEffect(() => (wall === null ? undefined : fillScreen()), [wall]);
  const address = addressOfPath(meeting.path);
  return (
    <WholeScreen label={t('invitations.meeting.screen')} onClose={onClose}>
      <div className={classes.wall} ref={setWall}>
        <section className={classes.way}>
          <h2 className={classes.title}>{t('invitations.personal.cardLead', { committee })}</h2>
          <div className={classes.code}>
            <QrCode text={address} label={t('invitations.meeting.code')} />
          </div>
          <p className={classes.how}>{t('invitations.meeting.how', { address })}</p>
          <p className={classes.read}>
            {t('invitations.meeting.read')} <strong className={classes.secret}>{meeting.secret}</strong>
          </p>
          <p className={classes.note}>{t('invitations.until', untilSlots(meeting.expiresAt))}</p>
        </section>
        <section className={classes.claims}>
          <header className={classes.head}>
            <h2 className={classes.title}>{t('invitations.meeting.claims')}</h2>
            <CloseButton size="lg" aria-label={t('invitations.meeting.close')} onClick={onClose} />
          </header>
          <output className={classes.note}>
            {deeds.told ?? t('invitations.meeting.waiting', { count: waiting.length })}
          </output>
          <ClaimList claims={waiting} deeds={deeds} />
          <p className={classes.note}>{t('invitations.meeting.in', { count: confirmed.length })}</p>
          <Keys />
        </section>
      </div>
    </WholeScreen>
  );
}

function Keys(): ReactElement {
  const { t } = useTranslation();
  return (
    <p className={classes.keys}>
      <KeyHint keys={['↑', '↓']} /> {t('invitations.meeting.keyMove')} <KeyHint keys={['Enter']} />{' '}
      {t('invitations.meeting.keyConfirm')} <KeyHint keys={['Delete']} /> {t('invitations.meeting.keyRefuse')}
    </p>
  );
}

/** A browser that won't is no trouble: the page fills its window all the same. */
function fillScreen(): () => void {
  const asked = document.documentElement.requestFullscreen?.().catch(() => undefined);
  return () => {
    void asked?.then(() => (document.fullscreenElement === null ? undefined : document.exitFullscreen()));
  };
}
