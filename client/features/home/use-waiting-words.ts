import { useTranslation } from 'react-i18next';
import { useToday } from '#client/objects/use-today.ts';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import type { Waiting } from '#shared/protocol/home.ts';
import { formatShortDay } from '#shared/vietnamese/calendar.ts';

interface WaitingWords {
  readonly title: string;
  readonly text: string;
  /** What to do about it. */
  readonly step: string;
}

/** The words for each kind of thing that can wait on a person. */
export function useWaitingWords(): (item: Waiting) => WaitingWords {
  const { t } = useTranslation();
  const today = useToday();
  const isPhone = useIsPhone();
  return (item) => {
    switch (item.kind) {
      case 'returned':
        return {
          title: t('home.waiting.returned', { title: item.title }),
          text: t('home.waiting.returnedBy', { reason: item.reason, name: item.byName }),
          step: t('home.waiting.doReturned'),
        };
      case 'threads':
        return {
          title: t('home.waiting.threads', { count: item.count, title: item.title }),
          text: t('home.waiting.threadsBy', { name: item.byName, text: item.text }),
          step: t('home.waiting.doThreads'),
        };
      case 'submitted':
        return {
          title: t('home.waiting.submitted', { title: item.title }),
          text:
            item.note === ''
              ? t('home.waiting.submittedBy', { name: item.byName })
              : t('home.waiting.submittedWith', { name: item.byName, note: item.note }),
          step: t('home.waiting.doSubmitted'),
        };
      case 'toMerge':
        return {
          title: t('home.waiting.toMerge', { count: item.count }),
          text: t('home.waiting.toMergeText'),
          step: t(isPhone ? 'home.waiting.seeToMerge' : 'home.waiting.doToMerge'),
        };
      case 'unstarted':
        return {
          title: t('home.waiting.unstarted', { title: item.title }),
          text:
            item.due === null
              ? t('home.waiting.unstartedOpen')
              : t('home.waiting.unstartedDue', { day: formatShortDay(item.due, today) }),
          step: t('home.waiting.doUnstarted'),
        };
    }
  };
}
