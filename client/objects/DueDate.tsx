import { AlarmClock, Clock } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionState } from '#shared/model/section.ts';
import { daysBetween, formatShortDay } from '#shared/vietnamese/calendar.ts';
import { useToday } from './use-today.ts';
import classes from './DueDate.module.css';

const SOON_DAYS = 3;
/** Beyond, a number of days says less than the date. */
const COUNTED_DAYS = 99;

export interface DueDateProps {
  readonly due: string | null;
  /** What is handed in is neither late nor soon. */
  readonly state?: SectionState;
  /** Says in words how many days are left or gone. */
  readonly withDays?: boolean;
}

/** A due date; a late one has an alarm, a near one a clock, and either its words for readers of the screen. */
export function DueDate({ due, state, withDays = false }: DueDateProps): ReactElement | null {
  const { t } = useTranslation();
  const today = useToday();
  if (due === null) return null;
  const left = daysBetween(today, due);
  const urgency = urgencyOf(left, state);
  const words = left < 0 ? t('objects.daysLate', { count: -left }) : t('objects.daysLeft', { count: left });
  const showsDays = withDays && urgency !== 'over' && Math.abs(left) <= COUNTED_DAYS;
  const needsWords = !showsDays && (urgency === 'late' || urgency === 'soon');
  return (
    <span className={classes.due} data-urgency={urgency} title={needsWords ? words : undefined}>
      <span className={classes.day}>
        {urgency === 'late' && <AlarmClock size="1em" aria-hidden />}
        {urgency === 'soon' && <Clock size="1em" aria-hidden />}
        {formatShortDay(due, today)}
      </span>
      {showsDays && <span>· {words}</span>}
      {needsWords && <span className={classes.words}>{words}</span>}
    </span>
  );
}

type Urgency = 'over' | 'late' | 'soon' | 'far';

function urgencyOf(left: number, state: SectionState | undefined): Urgency {
  if (state === 'submitted' || state === 'received') return 'over';
  if (left < 0) return 'late';
  return left <= SOON_DAYS ? 'soon' : 'far';
}
