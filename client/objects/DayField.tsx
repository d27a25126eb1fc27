import '#client/styles/dates.css';
import { DateInput } from '@mantine/dates';
import { CalendarDays } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, parseDay } from '#shared/vietnamese/dates.ts';

export interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or null where none is chosen. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  readonly error?: string | null | undefined;
  readonly description?: string | undefined;
}

/**
 * A calendar day, typed as people write it (26/3/2020, or 26/3 in this year) or picked from a calendar whose weeks begin on Monday. What is
 * no day stays as it was typed and is told of; `data-unread` keeps the form from being sent meanwhile.
 */
export function DayField({ label, value, onChange, error, description }: DayFieldProps): ReactElement {
  const { t, i18n } = useTranslation();
  const typing = useTyping();
  const nameOf = (day: string, format: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(i18n.language, { ...format, timeZone: 'UTC' }).format(Date.parse(day.slice(0, 10)));
  const take = (day: string | null): void => {
    typing.type('');
    onChange(day);
  };
  return (
    <DateInput
      label={label}
      description={description}
      error={typing.isTold ? t('app.day.unread') : error}
      value={value}
      onChange={take}
      onInput={(event) => typing.type(event.currentTarget.value)}
      onBlur={typing.tell}
      onKeyDown={typing.tellAtEnter}
      fixOnBlur={!typing.isUnread}
      data-unread={typing.isUnread || undefined}
      clearable
      clearButtonProps={{ 'aria-label': t('app.day.clear', { field: label }) }}
      leftSection={<CalendarDays size="1rem" aria-hidden />}
      leftSectionPointerEvents="none"
      hideOutsideDates
      // Drawn at the end of the page, outside of every landmark.
      popoverProps={{ attributes: { dropdown: { role: 'region', 'aria-label': label } } }}
      valueFormat={formatDay}
      dateParser={readDay}
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

function readDay(typed: string): string | null {
  return parseDay(typed, new Date().getFullYear());
}

interface Typing {
  /** What stands in the field is no day. */
  readonly isUnread: boolean;
  /** And the person has done with typing. */
  readonly isTold: boolean;
  readonly type: (text: string) => void;
  readonly tell: () => void;
  readonly tellAtEnter: (event: KeyboardEvent) => void;
}

/** Half a day is not complained of while it is being typed. */
function useTyping(): Typing {
  const [typed, setTyped] = useState({ text: '', isDone: false });
  const isUnread = typed.text.trim() !== '' && readDay(typed.text) === null;
  const tell = (): void => setTyped(({ text }) => ({ text, isDone: true }));
  return {
    isUnread,
    isTold: isUnread && typed.isDone,
    type: (text) => setTyped({ text, isDone: false }),
    tell,
    tellAtEnter: ({ key }) => {
      if (key === 'Enter') tell();
    },
  };
}
