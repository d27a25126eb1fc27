import { Button } from '@mantine/core';
import { ArrowUpDown, Check, Minus, Pencil, Plus, Shuffle, X, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { blockWord } from './block-word.ts';
import { DecisionMark } from './DecisionMark.tsx';
import { detailOfEntry, nameOfEntry, type Entry, type EntryName } from './entries.ts';
import { rowId } from './entry-elements.ts';
import type { MergeWork } from './use-merge-work.ts';
import styles from './EntryList.module.css';

const ICONS: Readonly<Record<EntryName, LucideIcon>> = {
  insert: Plus,
  delete: Minus,
  move: ArrowUpDown,
  added: Plus,
  removed: Minus,
  figures: Pencil,
  marks: Pencil,
  words: Pencil,
  form: Pencil,
  conflict: Shuffle,
};

/** Everything that comes in, in the order of the part. */
export function EntryList({ work }: { readonly work: MergeWork }): ReactElement {
  const { t } = useTranslation();
  return (
    <aside className={styles.list} aria-label={t('merge.list.label')}>
      <h2 className={styles.heading}>{t('merge.list.heading')}</h2>
      {work.entries.length === 0 && <Nothing isOpen={work.isOpen} />}
      <ol className={styles.rows}>
        {work.entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} work={work} />
        ))}
      </ol>
    </aside>
  );
}

function Nothing({ isOpen }: { readonly isOpen: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles.nothing}>
      <p>{t('merge.list.nothing')}</p>
      {isOpen && <p>{t('merge.list.nothingHint')}</p>}
    </div>
  );
}

function EntryRow({ entry, work }: { readonly entry: Entry; readonly work: MergeWork }): ReactElement {
  const { t } = useTranslation();
  const name = nameOfEntry(entry);
  const Icon = ICONS[name];
  const isCurrent = entry.id === work.currentId;
  const hasActions = isCurrent && work.isOpen && entry.kind === 'change';
  return (
    <li className={styles.row} data-current={isCurrent || undefined}>
      <button
        type="button"
        id={rowId(entry.id)}
        className={styles.choose}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => work.select(entry.id)}
      >
        <Icon className={styles.icon} aria-hidden />
        <span className={styles.words}>
          <span className={styles.head}>
            <b className={styles.name}>{t(`merge.kind.${name}`)}</b>
            {(work.isOpen || work.isSettled) && <DecisionMark entry={entry} decision={work.decisions.made[entry.id]} />}
          </span>
          <span className={styles.detail}>{detailOfEntry(entry) || t(blockWord(entry.type))}</span>
        </span>
      </button>
      {hasActions && <RowActions entry={entry} work={work} />}
    </li>
  );
}

function RowActions({ entry, work }: { readonly entry: Entry; readonly work: MergeWork }): ReactElement {
  const { t } = useTranslation();
  const decision = work.decisions.made[entry.id]?.kind;
  return (
    <div className={styles.actions}>
      <Button
        variant="default"
        leftSection={<Check className={styles.icon} aria-hidden />}
        aria-pressed={decision === 'accept'}
        onClick={() => work.toggle(entry.id, 'accept')}
      >
        {t('merge.accept')}
      </Button>
      <Button
        variant="default"
        leftSection={<X className={styles.icon} aria-hidden />}
        aria-pressed={decision === 'refuse'}
        onClick={() => work.toggle(entry.id, 'refuse')}
      >
        {t('merge.refuse')}
      </Button>
    </div>
  );
}
