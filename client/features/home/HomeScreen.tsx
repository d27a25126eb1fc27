import { Button } from '@mantine/core';
import { UsersRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useHome } from '#client/data/home.ts';
import { useToday } from '#client/objects/use-today.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { useLanguage } from '#client/ui/language.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';
import { daysBetween, formatShortDay, formatWeekday } from '#shared/vietnamese/calendar.ts';
import { formatDay } from '#shared/vietnamese/dates.ts';
import type { Home } from '#shared/protocol/home.ts';
import { CommitteeLine } from './CommitteeLine.tsx';
import { MySections } from './MySections.tsx';
import { WaitingList } from './WaitingList.tsx';
import classes from './HomeScreen.module.css';

/** What is mine: what waits on me, my sections, and how far the committee is. */
export function HomeScreen(): ReactElement {
  const { t } = useTranslation();
  usePageTitle(t('home.title'));
  const home = useHome();
  return (
    <div className={classes.screen}>
      <header>
        <h1 className={classes.title}>{t('home.title')}</h1>
        <Today home={home.data} />
      </header>
      <Content home={home} />
    </div>
  );
}

function Content({ home }: { readonly home: ReturnType<typeof useHome> }): ReactElement {
  const { t } = useTranslation();
  if (home.data !== undefined) return <Mine home={home.data} />;
  if (!home.isError) return <LoadingLines lines={8} />;
  return (
    <ErrorState heading="h2" title={t('home.cannotOpen')} error={home.error} onRetry={() => void home.refetch()} />
  );
}

function Mine({ home }: { readonly home: Home }): ReactElement {
  const { t } = useTranslation();
  const [first] = home.committees;
  if (first === undefined) {
    return (
      <section className={classes.card}>
        <EmptyState icon={<UsersRound />} title={t('home.noCommittee')}>
          {t('home.noCommitteeText')}
        </EmptyState>
      </section>
    );
  }
  const openReport = (
    <Button component={Link} to={`/reports/${first.reportId}`} variant="default">
      {t('home.waiting.openReport')}
    </Button>
  );
  return (
    <>
      <WaitingList
        waiting={home.waiting}
        reportIds={home.committees.map(({ reportId }) => reportId)}
        elsewhere={openReport}
      />
      <MySections sections={home.sections} elsewhere={openReport} />
      {home.committees.map((committee) => (
        <CommitteeLine key={committee.reportId} committee={committee} isOnly={home.committees.length === 1} />
      ))}
    </>
  );
}

/** The day, and how long until the next thing of mine is due. */
function Today({ home }: { readonly home: Home | undefined }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const today = useToday();
  const next = nextDue(home, today);
  const words = t('home.today', { weekday: formatWeekday(today, language), day: formatDay(today) });
  const until =
    next === undefined ? '' : t('home.nextDue', { count: daysBetween(today, next), day: formatShortDay(next, today) });
  return <p className={classes.today}>{`${words} ${until}`}</p>;
}

function nextDue(home: Home | undefined, today: string): string | undefined {
  return home?.sections
    .filter(({ section }) => section.state !== 'submitted' && section.state !== 'received')
    .flatMap(({ section }) => (section.due !== null && section.due >= today ? [section.due] : []))
    .toSorted()[0];
}
