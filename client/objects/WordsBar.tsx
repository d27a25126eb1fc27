import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionState } from '#shared/model/section.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import classes from './WordsBar.module.css';

export interface WordsBarProps {
  readonly words: number;
  readonly targetWords: number;
  readonly state: SectionState;
  /** `row`: a short bar before the figures; `stack`: figures and share above a bar of full width. */
  readonly shape?: 'row' | 'stack';
}

/** How long a text is beside how long it should be; counted from the text, never set by hand. */
export function WordsBar({ words, targetWords, state, shape = 'row' }: WordsBarProps): ReactElement {
  const { t } = useTranslation();
  const share = targetWords === 0 ? 1 : Math.min(1, words / targetWords);
  const percent = `${String(Math.round(share * 100))}%`;
  const target = formatNumber(targetWords);
  const name = t('objects.wordsOf', { words: formatNumber(words), target });
  return (
    <span className={classes.words} data-shape={shape}>
      <span className={classes.name}>{name}</span>
      <span className={classes.bar} data-state={state} aria-hidden>
        <span className={classes.done} style={{ inlineSize: percent }} />
      </span>
      <span className={classes.figures} aria-hidden>
        <b className={classes.count}>{formatNumber(words)}</b>
        <span className={classes.target}>
          {' / '}
          {shape === 'stack' ? t('objects.words', { words: target }) : target}
        </span>
      </span>
      {shape === 'stack' && (
        <span className={classes.percent} aria-hidden>
          {percent}
        </span>
      )}
    </span>
  );
}
