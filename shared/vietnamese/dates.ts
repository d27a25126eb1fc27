const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A calendar day `2020-03-26` as the papers write it, `26/3/2020`; it has no time zone and gets none on the way. */
export function formatDay(day: string): string {
  const [, year, month, date] = (DAY.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined || !isCalendarDay(year, month, date)) {
    throw new RangeError(`not a calendar day: ${day}`);
  }
  return `${date}/${month}/${year}`;
}

function isCalendarDay(year: number, month: number, date: number): boolean {
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, date);
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === date;
}

const WRITTEN = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/;

/**
 * The calendar day `2020-03-26` of what somebody types: `26/3/2020`, with points or hyphens too, `26/3` for that day of `year`, or the day
 * itself. Null where it is no day.
 */
export function parseDay(text: string, year: number): string | null {
  const typed = text.replaceAll(/\s/g, '');
  const [, date, month, given = year] = (WRITTEN.exec(typed) ?? []).map((part) => (part ? Number(part) : undefined));
  if (date !== undefined && month !== undefined && isCalendarDay(given, month, date))
    return writeDay(given, month, date);
  const [, ...written] = (DAY.exec(typed) ?? []).map(Number);
  const [ofYear, ofMonth, ofDate] = written;
  if (ofYear === undefined || ofMonth === undefined || ofDate === undefined) return null;
  return isCalendarDay(ofYear, ofMonth, ofDate) ? typed : null;
}

function writeDay(year: number, month: number, date: number): string {
  const [ofYear, ofMonth, ofDate] = [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(date).padStart(2, '0'),
  ];
  return `${ofYear}-${ofMonth}-${ofDate}`;
}
