import { Button, VisuallyHidden } from '@mantine/core';
import { Check, FileText, MessageSquare } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { sectionName } from '#client/objects/section-name.ts';
import type { Incoming, Part, Report } from '#shared/protocol/reports.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import { MergeButton } from './MergeButton.tsx';
import { shortDayOf } from './moments.ts';
import styles from './PartList.module.css';

interface PartListProps {
  readonly report: Report;
  /** Whether there is room to merge. */
  readonly mayMerge: boolean;
}

/** The parts in their order, each with what was received for it and is not in it yet. */
export function PartList({ report, mayMerge }: PartListProps): ReactElement {
  const { t } = useTranslation();
  return (
    <section className={styles.card} aria-labelledby="parts-heading">
      <VisuallyHidden id="parts-heading" component="h2">
        {t('consolidated.parts')}
      </VisuallyHidden>
      <ol className={styles.list}>
        {report.parts.map((part) => (
          <PartRow key={part.id} part={part} reportId={report.id} mayMerge={mayMerge} />
        ))}
      </ol>
    </section>
  );
}

interface PartRowProps {
  readonly part: Part;
  readonly reportId: string;
  readonly mayMerge: boolean;
}

function PartRow({ part, reportId, mayMerge }: PartRowProps): ReactElement {
  const { t } = useTranslation();
  const name = sectionName(part);
  return (
    <li className={styles.part}>
      <div className={styles.row}>
        <h3 className={styles.title}>{name}</h3>
        <span className={styles.figure}>{t('consolidated.words', { words: formatNumber(part.words) })}</span>
        {part.openThreads > 0 && (
          <span className={styles.figure}>
            <MessageSquare className={styles.icon} aria-hidden />
            {t('consolidated.openThreads', { count: part.openThreads })}
          </span>
        )}
        {part.rights.includes('read') && (
          <Button
            component={Link}
            to={`/parts/${part.id}`}
            variant="default"
            leftSection={<FileText className={styles.icon} aria-hidden />}
            aria-label={t('consolidated.openTextNamed', { part: name })}
          >
            {t('consolidated.openText')}
          </Button>
        )}
      </div>
      {part.incoming.map((incoming) => (
        <IncomingRow key={incoming.submissionId} incoming={incoming}>
          {mayMerge && part.rights.includes('stageMerge') && (
            <MergeButton incoming={incoming} partId={part.id} reportId={reportId} />
          )}
        </IncomingRow>
      ))}
    </li>
  );
}

interface IncomingRowProps {
  readonly incoming: Incoming;
  /** What may be done with it. */
  readonly children: ReactNode;
}

function IncomingRow({ incoming, children }: IncomingRowProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles.incoming}>
      <Check className={styles.received} aria-hidden />
      <span className={styles.name}>{incoming.title}</span>
      <span className={styles.figure}>{t('consolidated.receivedAt', { day: shortDayOf(incoming.receivedAt) })}</span>
      <span className={styles.chip}>{t(incoming.again ? 'consolidated.again' : 'consolidated.first')}</span>
      {children}
    </div>
  );
}
