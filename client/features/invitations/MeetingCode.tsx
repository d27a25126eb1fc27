import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { Clock, Printer, QrCode as QrIcon } from 'lucide-react';
import { useCallback, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLink, useOpenMeeting, type Meeting } from '#client/data/links.ts';
import { CopyField } from '#client/ui/CopyField.tsx';
import { QrCode } from '#client/ui/QrCode.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import { useMeetingMemory } from './meeting-memory.ts';
import { addressOfPath } from './own-address.ts';
import { PrintedOnce } from './PrintedPage.tsx';
import { ProjectedMeeting } from './ProjectedMeeting.tsx';
import { untilSlots } from './until.ts';
import classes from './MeetingCode.module.css';

interface MeetingCodeProps {
  readonly committeeId: string;
  readonly committee: string;
}

const HOURS = [1, 2, 4, 8, 24] as const;
/** A working day. */
const USUAL_HOURS = 8;

/** The code for everybody in a room. */
export function MeetingCode({ committeeId, committee }: MeetingCodeProps): ReactElement {
  const { meeting, keep } = useMeetingMemory(committeeId);
  if (meeting === undefined) return <NewCode committeeId={committeeId} onMade={keep} />;
  return <Code key={meeting.id} {...{ committeeId, committee, meeting }} onMade={keep} />;
}

interface CodeProps extends MeetingCodeProps {
  readonly meeting: Meeting;
  readonly onMade: (meeting: Meeting) => void;
}

function Code({ committeeId, committee, meeting, onMade }: CodeProps): ReactElement {
  const { t } = useTranslation();
  const [isProjected, setProjected] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const endPrinting = useCallback(() => setPrinting(false), []);
  const state = useLink(meeting.secret).data?.state;
  const isOver = state !== undefined && state !== 'usable';
  const [isReplaced, setReplaced] = useState(false);
  const address = addressOfPath(meeting.path);
  if (isOver || isReplaced)
    return (
      <>
        {isOver && <p>{t('invitations.meeting.over')}</p>}
        <NewCode committeeId={committeeId} onMade={onMade} />
      </>
    );
  return (
    <>
      <div className={classes.code}>
        <QrCode text={address} label={t('invitations.meeting.code')} />
      </div>
      <CopyField label={t('invitations.meeting.link')} value={address} />
      <p className={classes.until}>
        <Clock className={classes.sign} aria-hidden />
        <span>{t('invitations.until', untilSlots(meeting.expiresAt))}</span>
      </p>
      <div className={classes.ways}>
        <Button
          className={classes.project}
          variant="default"
          leftSection={<QrIcon size="1.125rem" aria-hidden />}
          onClick={() => setProjected(true)}
        >
          {t('invitations.meeting.project')}
        </Button>
        <ActionIcon
          variant="default"
          className={classes.print}
          aria-label={t('invitations.meeting.print')}
          title={t('invitations.meeting.print')}
          onClick={() => setPrinting(true)}
        >
          <Printer size="1.125rem" aria-hidden />
        </ActionIcon>
      </div>
      <Button className={classes.link} variant="subtle" onClick={() => setReplaced(true)}>
        {t('invitations.meeting.again')}
      </Button>
      {isProjected && <ProjectedMeeting {...{ committeeId, committee, meeting }} onClose={() => setProjected(false)} />}
      {isPrinting && (
        <PrintedOnce onPrinted={endPrinting}>
          <Poster committee={committee} meeting={meeting} />
        </PrintedOnce>
      )}
    </>
  );
}

function Poster({ committee, meeting }: { readonly committee: string; readonly meeting: Meeting }): ReactElement {
  const { t } = useTranslation();
  const address = addressOfPath(meeting.path);
  return (
    <div className={classes.poster}>
      <p className={classes.posterTitle}>{t('invitations.personal.cardLead', { committee })}</p>
      <div className={classes.posterCode}>
        <QrCode text={address} label={t('invitations.meeting.code')} />
      </div>
      <p className={classes.posterSecret}>{meeting.secret}</p>
      <p>{address}</p>
      <p>{t('invitations.until', untilSlots(meeting.expiresAt))}</p>
    </div>
  );
}

interface NewCodeProps {
  readonly committeeId: string;
  readonly onMade: (meeting: Meeting) => void;
}

function NewCode({ committeeId, onMade }: NewCodeProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const open = useOpenMeeting(committeeId);
  const [hours, setHours] = useState<number>(USUAL_HOURS);
  return (
    <>
      <NativeSelect
        label={t('invitations.meeting.hours')}
        value={String(hours)}
        data={HOURS.map((count) => ({ value: String(count), label: t('invitations.meeting.hoursCount', { count }) }))}
        onChange={(event) => setHours(Number(event.currentTarget.value))}
      />
      {open.isError && (
        <p className={classes.refusal} role="alert">
          {failureWords(open.error)}
        </p>
      )}
      <Button
        variant="default"
        leftSection={<QrIcon size="1.125rem" aria-hidden />}
        loading={open.isPending}
        onClick={() => open.mutate({ hours }, { onSuccess: onMade })}
      >
        {t('invitations.meeting.make')}
      </Button>
      <p className={classes.until}>{t('invitations.meeting.note')}</p>
    </>
  );
}
