import { diffWordsWithSpace } from 'diff';

/** A run of a comparison: `same` and `removed` make the text before, `same` and `added` the text after. */
export interface Run {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond this many differing words two texts have nothing to be read side by side. */
const MAX_DIFFERENCES = 2_000;

/**
 * The words that differ between two texts. Time grows with the length times the number of differences, bounded: texts with too many
 * are one removed and one added whole. Changes that only a space parts are one change, so that a rewritten phrase reads as one.
 */
export function diffTexts(before: string, after: string): readonly Run[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MAX_DIFFERENCES });
  if (parts === undefined) return runsOf('', before, after);
  const runs: Run[] = [];
  let removed = '';
  let added = '';
  for (const part of parts) {
    if (part.removed) removed += part.value;
    else if (part.added) added += part.value;
    else if (removed !== '' && added !== '' && part.value.trim() === '') {
      removed += part.value;
      added += part.value;
    } else {
      runs.push(...runsOf('', removed, added), ...runsOf(part.value, '', ''));
      removed = '';
      added = '';
    }
  }
  return [...runs, ...runsOf('', removed, added)];
}

/** What one side of a comparison reads. */
export function sideOf(runs: readonly Run[], side: 'before' | 'after'): readonly Run[] {
  const hidden = side === 'before' ? 'added' : 'removed';
  return runs.filter((run) => run.kind !== hidden);
}

function runsOf(same: string, removed: string, added: string): readonly Run[] {
  const runs: readonly Run[] = [
    { kind: 'same', text: same },
    { kind: 'removed', text: removed },
    { kind: 'added', text: added },
  ];
  return runs.filter((run) => run.text !== '');
}
