import { formatDay } from './dates.ts';

/** Every committee works by this clock; a calendar day of a plan is a day here, wherever the reader sits. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const DAY_MS = 86_400_000;

/** The calendar day `YYYY-MM-DD` of an instant in milliseconds. */
export function dayOf(instant: number): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: TIME_ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

/** `09:41`. */
export function formatTime(instant: number): string {
  return new Intl.DateTimeFormat('vi-VN', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' }).format(instant);
}

/** `15/4` in the year of `today`, else `15/4/2020`. */
export function formatShortDay(day: string, today: string): string {
  const whole = formatDay(day);
  return day.slice(0, 4) === today.slice(0, 4) ? whole.replace(/\/\d+$/, '') : whole;
}

/** The name of the weekday, with a capital, in the language of the screen. */
export function formatWeekday(day: string, language: string): string {
  const name = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long' }).format(Date.parse(day));
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** How many days `to` lies after `from`; negative when before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
