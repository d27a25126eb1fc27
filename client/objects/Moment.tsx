import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, daysBetween, formatShortDay, formatTime } from '#shared/vietnamese/calendar.ts';
import { useToday } from './use-today.ts';

export interface MomentProps {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** When something happened: the time for today, a word for yesterday, else the day. */
export function Moment({ at }: MomentProps): ReactElement {
  const { t } = useTranslation();
  const today = useToday();
  const day = dayOf(at);
  const ago = daysBetween(day, today);
  const time = formatTime(at);
  const near = ago === 0 ? time : t('objects.yesterday');
  const shortDay = formatShortDay(day, today);
  return (
    <time dateTime={new Date(at).toISOString()} title={`${time} ${shortDay}`}>
      {ago <= 1 ? near : shortDay}
    </time>
  );
}
