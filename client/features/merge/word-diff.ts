import { diffArrays } from 'diff';

/** A run of a comparison: `same` and `removed` make the text before, `same` and `added` the text after. */
export interface Run {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A word with the marks inside it (`92,74%`, `12-NQ/TW`), a run of spaces, or one other character. */
const TOKEN = /\s+|[\p{L}\p{N}](?:\S*[\p{L}\p{M}\p{N}%])?|./gsu;
/** Beyond this many differing words two texts have nothing to be read side by side. */
const MAX_DIFFERENCES = 2_000;

/**
 * The words that differ between two texts. Time grows with the length times the number of differences, bounded: texts with too many
 * are one removed and one added whole. Changes that only a space parts are one change, so that a rewritten phrase reads as one.
 */
export function diffTexts(before: string, after: string): readonly Run[] {
  const parts = diffArrays(before.match(TOKEN) ?? [], after.match(TOKEN) ?? [], { maxEditLength: MAX_DIFFERENCES });
  if (parts === undefined) return runsOf('', before, after);
  const runs: Run[] = [];
  let removed = '';
  let added = '';
  for (const part of parts) {
    const text = part.value.join('');
    if (part.removed) removed += text;
    else if (part.added) added += text;
    else if (removed !== '' && added !== '' && text.trim() === '') {
      removed += text;
      added += text;
    } else {
      runs.push(...runsOf('', removed, added), ...runsOf(text, '', ''));
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
