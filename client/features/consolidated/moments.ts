import { dayOf, formatShortDay, formatTime } from '#shared/vietnamese/calendar.ts';

/** `18/4`. */
export function shortDayOf(instant: number): string {
  return formatShortDay(dayOf(instant), dayOf(Date.now()));
}

/** `09:41 18/4`. */
export function momentOf(instant: number): string {
  return `${formatTime(instant)} ${shortDayOf(instant)}`;
}
