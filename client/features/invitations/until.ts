import { dayOf, formatTime } from '#shared/vietnamese/calendar.ts';
import { formatDay } from '#shared/vietnamese/dates.ts';

/** Until when something is good, for the slots of a sentence. */
export function untilSlots(expiresAt: number): { readonly time: string; readonly day: string } {
  return { time: formatTime(expiresAt), day: formatDay(dayOf(expiresAt)) };
}
