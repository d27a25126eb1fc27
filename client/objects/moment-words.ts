import { dayOf, formatShortDay, formatTime } from '#shared/vietnamese/calendar.ts';

/** When something happened, within a sentence: `09:41` for today, else `09:41 18/4`. */
export function momentWords(at: number, today: string): string {
  const day = dayOf(at);
  return day === today ? formatTime(at) : `${formatTime(at)} ${formatShortDay(day, today)}`;
}
