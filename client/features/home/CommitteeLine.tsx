import { Check, CircleDashed, Pencil, Send, Undo2, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SectionState } from '#shared/model/section.ts';
import type { Home } from '#shared/protocol/home.ts';
import classes from './CommitteeLine.module.css';

/** From what is done to what is not begun. */
const ORDER: readonly { readonly state: SectionState; readonly Icon: LucideIcon }[] = [
  { state: 'received', Icon: Check },
  { state: 'submitted', Icon: Send },
  { state: 'drafting', Icon: Pencil },
  { state: 'returned', Icon: Undo2 },
  { state: 'assigned', Icon: CircleDashed },
];

interface CommitteeLineProps {
  readonly committee: Home['committees'][number];
  /** There is no other to be told apart from. */
  readonly isOnly: boolean;
}

/** How far a report of the committee is, in one line: a bar in shares, and the same in figures and words. */
export function CommitteeLine({ committee, isOnly }: CommitteeLineProps): ReactElement {
  const { t } = useTranslation();
  const present = ORDER.map(({ state, Icon }) => ({ state, Icon, count: committee.byState[state] })).filter(
    ({ count }) => count > 0,
  );
  const { title, sections: count } = committee;
  const words = isOnly ? t('home.committee.only', { count }) : t('home.committee.sections', { title, count });
  return (
    <section className={classes.line} aria-label={t('home.committee.label')}>
      <p className={classes.title}>{words}</p>
      <div className={classes.bar} aria-hidden>
        {present.map(({ state, count }) => (
          <span key={state} className={classes.share} data-state={state} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={classes.counts}>
        {present.map(({ state, Icon, count }) => (
          <li key={state} className={classes.count} data-state={state}>
            <Icon size="1.1em" aria-hidden />
            {t(`home.committee.${state}`, { count })}
          </li>
        ))}
      </ul>
      <Link className={classes.open} to={`/reports/${committee.reportId}`}>
        {t('home.committee.open')}
      </Link>
    </section>
  );
}
