import { Button, Textarea } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictEntry } from './entries.ts';
import type { MergeWork } from './use-merge-work.ts';
import styles from './OwnWords.module.css';

interface OwnWordsProps {
  readonly entry: ConflictEntry;
  readonly work: MergeWork;
  readonly isWriting: boolean;
  readonly written: string | null;
}

/** Words in place of both sides. Each key is kept as it is typed, so that leaving the page loses none. */
export function OwnWords({ entry, work, isWriting, written }: OwnWordsProps): ReactElement {
  const { t } = useTranslation();
  if (isWriting) return <WordsField entry={entry} work={work} written={written} />;
  return (
    <div className={styles.written}>
      <span className={styles.head}>
        <b className={styles.name}>{t('merge.conflict.written')}</b>
        {work.isOpen && (
          <Button
            variant="default"
            leftSection={<Pencil className={styles.icon} aria-hidden />}
            className={styles.button}
            onClick={() => work.startWriting(entry.id)}
          >
            {t('merge.conflict.edit')}
          </Button>
        )}
      </span>
      <span className={styles.words}>{written}</span>
    </div>
  );
}

function WordsField({ entry, work, written }: Omit<OwnWordsProps, 'isWriting'>): ReactElement {
  const { t } = useTranslation();
  const { ours, theirs } = entry.conflict;
  const [text, setText] = useState(written ?? ours ?? theirs ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const type = (next: string): void => {
    setText(next);
    work.write(entry.id, next);
  };
  const finish = (): void => {
    work.write(entry.id, text);
    work.endWriting();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') work.endWriting();
    if (event.key === 'Enter' && event.ctrlKey) finish();
  };
  return (
    <div className={styles.field}>
      <Textarea
        ref={field}
        label={t('merge.conflict.writeLabel')}
        value={text}
        autosize
        minRows={3}
        maxRows={12}
        classNames={{ input: styles.input ?? '', label: styles.name ?? '' }}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.head}>
        <Button variant="default" className={styles.button} disabled={text.trim() === ''} onClick={finish}>
          {t('merge.conflict.use')}
        </Button>
        <Button variant="default" className={styles.button} onClick={work.cancelWriting}>
          {t('merge.conflict.cancel')}
        </Button>
      </div>
    </div>
  );
}
