import { expect, test } from 'vitest';
import { dayOf, daysBetween, formatShortDay, formatTime, formatWeekday } from '#shared/vietnamese/calendar.ts';

const lateEveningInGreenwich = Date.UTC(2020, 3, 9, 18, 5);

test('an instant has the day and the time of the committee, wherever the reader sits', () => {
  expect(dayOf(lateEveningInGreenwich)).toBe('2020-04-10');
  expect(formatTime(lateEveningInGreenwich)).toBe('01:05');
});

test('a day of this year is written without the year', () => {
  expect(formatShortDay('2020-04-15', '2020-01-01')).toBe('15/4');
  expect(formatShortDay('2020-04-15', '2021-01-01')).toBe('15/4/2020');
});

test('a weekday begins with a capital', () => {
  expect(formatWeekday('2020-04-10', 'vi')).toBe('Thứ Sáu');
  expect(formatWeekday('2020-04-10', 'en')).toBe('Friday');
});

test('days are counted over the end of a month, forwards and backwards', () => {
  expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2);
  expect(daysBetween('2020-04-15', '2020-04-10')).toBe(-5);
});
