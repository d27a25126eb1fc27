import { CircleCheck } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePartsOf } from '#client/data/reports.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import type { Home, Waiting } from '#shared/protocol/home.ts';
import { Card } from './Card.tsx';
import { WaitingItem } from './WaitingItem.tsx';
import { waitingAddress } from './waiting-address.ts';
import classes from './WaitingList.module.css';

interface WaitingListProps {
  readonly waiting: Home['waiting'];
  /** The reports whose parts may hold what waits. */
  readonly reportIds: readonly string[];
  /** Where to go when nothing waits. */
  readonly elsewhere: ReactNode;
}

/** What waits on me, most urgent first; the first thing alone has the red button. */
export function WaitingList({ waiting, reportIds, elsewhere }: WaitingListProps): ReactElement {
  const { t } = useTranslation();
  const isInPart = waiting.some((item) => item.kind === 'threads' && item.sectionId === null);
  const parts = usePartsOf(isInPart ? reportIds : []);
  return (
    <Card title={t('home.waiting.title')} count={waiting.length}>
      {waiting.length === 0 ? (
        <EmptyState icon={<CircleCheck />} title={t('home.waiting.none')} action={elsewhere}>
          {t('home.waiting.noneText')}
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {waiting.map((item, at) => (
            <WaitingItem key={keyOf(item)} item={item} address={waitingAddress(item, parts)} isFirst={at === 0} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function keyOf(item: Waiting): string {
  switch (item.kind) {
    case 'threads':
      return `threads ${item.documentId}`;
    case 'toMerge':
      return `toMerge ${item.reportId}`;
    case 'returned':
    case 'submitted':
    case 'unstarted':
      return `${item.kind} ${item.sectionId}`;
  }
}
