import { useEffect, useState } from 'react';
import { dayOf } from '#shared/vietnamese/calendar.ts';

const ASK_EVERY_MS = 60_000;

/** The committee's calendar day; a page that stays open over midnight turns with it. */
export function useToday(): string {
  const [today, setToday] = useState(() => dayOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setToday(dayOf(Date.now())), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
}
