import { Button } from '@mantine/core';
import { Lock, Merge, Shuffle } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import type { MergeWork } from './use-merge-work.ts';
import styles from './ApplyBar.module.css';

interface ApplyBarProps {
  readonly work: MergeWork;
  readonly mayApply: boolean;
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly onApply: () => void;
}

/** The keys, and the one deed of the screen with what it still waits for. */
export function ApplyBar({ work, mayApply, isReady, isBusy, onApply }: ApplyBarProps): ReactElement {
  const { t } = useTranslation();
  return (
    <footer className={styles.bar}>
      <div className={styles.keys}>
        <Hint keys={['J', 'K']} words={t('merge.keys.walk')} />
        <Hint keys={['A']} words={t('merge.keys.accept')} />
        <Hint keys={['R']} words={t('merge.keys.refuse')} />
        <Hint keys={['1', '2', '3']} words={t('merge.keys.choose')} />
        <Button
          variant="subtle"
          color="stone"
          className={styles.undo}
          leftSection={<KeyHint keys={['U']} />}
          disabled={work.decisions.past.length === 0}
          onClick={work.undo}
        >
          {t('merge.keys.undo')}
        </Button>
      </div>
      <Reason work={work} mayApply={mayApply} isBusy={isBusy} />
      <Button
        className={isReady ? undefined : styles.waiting}
        aria-disabled={!isReady}
        aria-describedby="merge-reason"
        leftSection={<Merge className={styles.icon} aria-hidden />}
        rightSection={<KeyHint keys={['Ctrl \u21b5']} />}
        onClick={onApply}
      >
        {t('merge.apply')}
      </Button>
    </footer>
  );
}

function Hint({ keys, words }: { readonly keys: readonly string[]; readonly words: string }): ReactElement {
  return (
    <span className={styles.hint}>
      <KeyHint keys={keys} />
      {words}
    </span>
  );
}

/** Why the deed can't be done yet, or what it will do besides. */
function Reason({ work, mayApply, isBusy }: Pick<ApplyBarProps, 'work' | 'mayApply' | 'isBusy'>): ReactElement {
  const { t } = useTranslation();
  const { open, pendingIds } = work.summary;
  const number = open[0]?.place ?? 0;
  const conflicts =
    open.length === 1
      ? t('merge.reason.conflict', { number })
      : t('merge.reason.conflicts', { count: open.length, number });
  const pending = pendingIds.length > 0 ? t('merge.reason.pending', { count: pendingIds.length }) : '';
  const standing = whatWaits(mayApply, isBusy, open.length);
  const words = { right: t('merge.reason.right'), busy: t('merge.reason.applying'), conflicts, nothing: pending };
  return (
    <output id="merge-reason" className={styles.reason} data-tone={standing}>
      {standing === 'right' && <Lock className={styles.small} aria-hidden />}
      {standing === 'conflicts' && <Shuffle className={styles.small} aria-hidden />}
      {words[standing]}
    </output>
  );
}

function whatWaits(mayApply: boolean, isBusy: boolean, open: number): 'right' | 'busy' | 'conflicts' | 'nothing' {
  if (!mayApply) return 'right';
  if (isBusy) return 'busy';
  return open > 0 ? 'conflicts' : 'nothing';
}
