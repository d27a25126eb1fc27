import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '#client/objects/PersonAvatar.tsx';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import { BlockText } from './BlockText.tsx';
import type { Run } from './word-diff.ts';
import styles from './Reading.module.css';

interface ReadingProps {
  readonly id?: string;
  readonly choice: 'ours' | 'theirs';
  /** Null: this side removed the paragraph. */
  readonly runs: readonly Run[] | null;
  readonly type: string;
  readonly author?: { readonly id: string; readonly name: string; readonly day: string };
  readonly isTaken: boolean;
  readonly isOpen: boolean;
  readonly onTake: () => void;
}

const TEXTS = {
  ours: { key: '1', take: 'merge.conflict.keepOurs', deleted: 'merge.conflict.oursDeleted' },
  theirs: { key: '2', take: 'merge.conflict.takeTheirs', deleted: 'merge.conflict.theirsDeleted' },
} as const;

/** One side of a conflict, to be taken as it is. */
export function Reading({ id, choice, runs, type, author, isTaken, isOpen, onTake }: ReadingProps): ReactElement {
  const { t } = useTranslation();
  const texts = TEXTS[choice];
  return (
    <button
      type="button"
      id={id}
      className={styles.reading}
      aria-pressed={isTaken}
      aria-disabled={!isOpen}
      onClick={isOpen ? onTake : undefined}
    >
      <span className={styles.head}>
        {isOpen && <KeyHint keys={[texts.key]} />}
        <b className={styles.name}>{t(texts.take)}</b>
        {isTaken && <Check className={styles.icon} aria-hidden />}
        {author !== undefined && (
          <span className={styles.author}>
            <PersonAvatar id={author.id} name={author.name} isNamed />
            {t('merge.conflict.by', { name: author.name, day: author.day })}
          </span>
        )}
      </span>
      <span className={styles.words}>
        {runs === null ? <i>{t(texts.deleted)}</i> : <BlockText type={type} runs={runs} tone="conflict" />}
      </span>
    </button>
  );
}
