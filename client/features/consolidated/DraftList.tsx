import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import type { Draft, Report } from '#shared/protocol/reports.ts';
import { momentOf } from './moments.ts';
import styles from './DraftList.module.css';

interface DraftListProps {
  readonly report: Report;
  readonly exportButton: (draft?: number) => ReactNode;
}

/** The frozen drafts, newest first. */
export function DraftList({ report, exportButton }: DraftListProps): ReactElement {
  const { t } = useTranslation();
  const people = useCommittee(report.committeeId).data?.people ?? [];
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? t('consolidated.someone');
  const drafts = report.drafts.toSorted((one, other) => other.number - one.number);
  const mayExport = report.rights.includes('exportDraft');
  return (
    <section className={styles.drafts} aria-labelledby="drafts-heading">
      <h2 id="drafts-heading" className={styles.heading}>
        {t('consolidated.drafts')}
      </h2>
      {drafts.length === 0 ? (
        <p className={styles.none}>{t('consolidated.noDrafts')}</p>
      ) : (
        <ol className={styles.list}>
          {drafts.map((draft) => (
            <DraftRow key={draft.id} draft={draft} by={nameOf(draft.by)}>
              {mayExport && exportButton(draft.number)}
            </DraftRow>
          ))}
        </ol>
      )}
    </section>
  );
}

interface DraftRowProps {
  readonly draft: Draft;
  readonly by: string;
  readonly children: ReactNode;
}

function DraftRow({ draft, by, children }: DraftRowProps): ReactElement {
  const { t } = useTranslation();
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <b className={styles.name}>{t('consolidated.draft', { number: draft.number })}</b>
        <span className={styles.detail}>{t('consolidated.draftBy', { name: by, time: momentOf(draft.at) })}</span>
        {draft.note !== '' && <span className={styles.detail}>{draft.note}</span>}
      </span>
      {children}
    </li>
  );
}
