import { DateInput } from '@mantine/dates';
import { CalendarDays } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, parseDay } from '#shared/vietnamese/dates.ts';

export interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or null where none is chosen. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  readonly error?: string | null | undefined;
  readonly description?: string | undefined;
  readonly min?: string | undefined;
}

/** A calendar day, typed as people write it (26/3/2020, or 26/3 in this year) or picked from a calendar whose weeks begin on Monday. */
export function DayField({ label, value, onChange, error, description, min }: DayFieldProps): ReactElement {
  const { t, i18n } = useTranslation();
  const nameOf = (day: string, format: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(i18n.language, { ...format, timeZone: 'UTC' }).format(Date.parse(day.slice(0, 10)));
  return (
    <DateInput
      label={label}
      description={description}
      error={error}
      value={value}
      onChange={onChange}
      minDate={min}
      clearable
      clearButtonProps={{ 'aria-label': t('app.day.clear', { field: label }) }}
      leftSection={<CalendarDays size="1rem" aria-hidden />}
      leftSectionPointerEvents="none"
      hideOutsideDates
      // Drawn at the end of the page, outside of every landmark.
      popoverProps={{ attributes: { dropdown: { role: 'region', 'aria-label': label } } }}
      valueFormat={formatDay}
      dateParser={(typed) => parseDay(typed, new Date().getFullYear())}
      monthLabelFormat={(day) => nameOf(day, { month: 'long', year: 'numeric' })}
      monthsListFormat={(day) => nameOf(day, { month: 'short' })}
      weekdayFormat={(day) => nameOf(day, { weekday: 'narrow' })}
      getDayAriaLabel={(day) => nameOf(day, { dateStyle: 'full' })}
      ariaLabels={{
        nextMonth: t('app.day.next'),
        previousMonth: t('app.day.previous'),
        nextYear: t('app.day.next'),
        previousYear: t('app.day.previous'),
        nextDecade: t('app.day.next'),
        previousDecade: t('app.day.previous'),
      }}
    />
  );
}
