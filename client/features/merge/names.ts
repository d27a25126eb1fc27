import { useTranslation } from 'react-i18next';
import type { Committee } from '#shared/protocol/committees.ts';
import { dayOf, formatShortDay, formatTime } from '#shared/vietnamese/calendar.ts';

/** Gives the name of a person of the committee. */
export type NameOf = (id: string) => string;

export function useNameOf(committee: Committee | undefined): NameOf {
  const { t } = useTranslation();
  const names = new Map(committee?.people.map((person) => [String(person.id), person.name]));
  return (id) => names.get(id) ?? t('merge.someone');
}

/** `18/4`. */
export function shortDayOf(instant: number): string {
  return formatShortDay(dayOf(instant), dayOf(Date.now()));
}

/** `09:41 18/4`. */
export function momentOf(instant: number): string {
  return `${formatTime(instant)} ${shortDayOf(instant)}`;
}
