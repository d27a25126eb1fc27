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
