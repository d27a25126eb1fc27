import { Button } from '@mantine/core';
import { Check, Pencil, Shuffle } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import type { MergeView } from '#shared/protocol/merges.ts';
import { BlockText } from './BlockText.tsx';
import type { ConflictEntry } from './entries.ts';
import { choiceId, placeId } from './entry-elements.ts';
import { shortDayOf, type NameOf } from './names.ts';
import { OwnWords } from './OwnWords.tsx';
import { Reading } from './Reading.tsx';
import type { MergeWork } from './use-merge-work.ts';
import { diffTexts, sideOf, type Run } from './word-diff.ts';
import styles from './ConflictCard.module.css';

interface ConflictCardProps {
  readonly entry: ConflictEntry;
  readonly view: MergeView;
  readonly work: MergeWork;
  readonly nameOf: NameOf;
}

/** One paragraph that both sides changed: both readings, words of one's own, and on demand the words both began from. */
export function ConflictCard({ entry, view, work, nameOf }: ConflictCardProps): ReactElement {
  const { t } = useTranslation();
  const [isBaseShown, setBaseShown] = useState(false);
  const { id, type, conflict } = entry;
  const { base, ours, theirs } = conflict;
  const readings = useMemo(() => readingsOf(ours, theirs), [ours, theirs]);
  const decision = work.decisions.made[id];
  const place = { at: work.entries.indexOf(entry) + 1, of: work.entries.length };
  const author = { id: view.submittedBy, name: nameOf(view.submittedBy), day: shortDayOf(view.submittedAt) };
  const isWriting = work.writingId === id;
  return (
    <section
      id={placeId(entry.blockId)}
      className={styles.card}
      aria-label={t('merge.conflict.label', place)}
      data-decided={decision !== undefined || undefined}
    >
      <header className={styles.head}>
        {decision === undefined ? (
          <Shuffle className={styles.icon} aria-hidden />
        ) : (
          <Check className={styles.icon} aria-hidden />
        )}
        <span className={styles.name}>
          {decision === undefined
            ? t('merge.conflict.heading')
            : t(`merge.conflict.decided.${decisionWord(decision.kind)}`)}
        </span>
        <span className={styles.place}>{t('merge.conflict.place', place)}</span>
      </header>
      <Reading
        id={choiceId(id)}
        choice="ours"
        runs={readings?.ours ?? plain(ours)}
        type={type}
        isTaken={decision?.kind === 'ours'}
        isOpen={work.isOpen}
        onTake={() => work.toggle(id, 'ours')}
      />
      <Reading
        choice="theirs"
        runs={readings?.theirs ?? plain(theirs)}
        type={type}
        author={author}
        isTaken={decision?.kind === 'theirs'}
        isOpen={work.isOpen}
        onTake={() => work.toggle(id, 'theirs')}
      />
      {(isWriting || decision?.kind === 'write') && (
        <OwnWords
          entry={entry}
          work={work}
          isWriting={isWriting}
          written={decision?.kind === 'write' ? decision.text : null}
        />
      )}
      {isBaseShown && (
        <p className={styles.base}>
          {base === null ? (
            t('merge.conflict.noBase')
          ) : (
            <BlockText type={type} runs={plain(base) ?? []} tone="conflict" />
          )}
        </p>
      )}
      <div className={styles.ways}>
        {work.isOpen && !isWriting && decision?.kind !== 'write' && (
          <Button
            variant="default"
            className={styles.button}
            leftSection={<Pencil className={styles.icon} aria-hidden />}
            rightSection={<KeyHint keys={['3']} />}
            onClick={() => work.startWriting(id)}
          >
            {t('merge.conflict.write')}
          </Button>
        )}
        <button
          type="button"
          className={styles.link}
          aria-expanded={isBaseShown}
          onClick={() => setBaseShown(!isBaseShown)}
        >
          {t(isBaseShown ? 'merge.conflict.hideBase' : 'merge.conflict.showBase')}
        </button>
      </div>
    </section>
  );
}

function decisionWord(kind: string): 'ours' | 'theirs' | 'write' {
  return kind === 'ours' || kind === 'theirs' ? kind : 'write';
}

function plain(text: string | null): readonly Run[] | null {
  return text === null ? null : [{ kind: 'same', text }];
}

/** Both readings with the words marked that differ; null where one side has none to compare with. */
function readingsOf(
  ours: string | null,
  theirs: string | null,
): { readonly ours: readonly Run[]; readonly theirs: readonly Run[] } | null {
  if (ours === null || theirs === null) return null;
  const runs = diffTexts(ours, theirs);
  return { ours: sideOf(runs, 'before'), theirs: sideOf(runs, 'after') };
}
