import { useEffect, useEffectEvent } from 'react';

export interface MergeKeys {
  readonly onWalk: (step: 1 | -1) => void;
  readonly onAccept: () => void;
  readonly onRefuse: () => void;
  readonly onChoose: (choice: 'ours' | 'theirs' | 'write') => void;
  readonly onUndo: () => void;
  readonly onApply: () => void;
}

/**
 * The keys of the whole screen. They stay out of fields and of dialogs. A letter is taken from the key it stands on where an input
 * method holds the letter back.
 */
export function useMergeKeys(keys: MergeKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.altKey || event.metaKey || isElsewhere(event.target)) return;
    const deed = event.ctrlKey ? deedWithControl(event.key, keys) : deedOf(letterOf(event), keys);
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]') !== null;
}

function letterOf({ key, code }: KeyboardEvent): string {
  return key.length === 1 ? key.toLowerCase() : (/^(?:Key|Digit|Numpad)(.)$/.exec(code)?.[1] ?? key).toLowerCase();
}

function deedWithControl(key: string, keys: MergeKeys): (() => void) | undefined {
  return key === 'Enter' ? keys.onApply : undefined;
}

function deedOf(letter: string, keys: MergeKeys): (() => void) | undefined {
  switch (letter) {
    case 'j':
      return () => keys.onWalk(1);
    case 'k':
      return () => keys.onWalk(-1);
    case 'a':
      return keys.onAccept;
    case 'r':
      return keys.onRefuse;
    case '1':
      return () => keys.onChoose('ours');
    case '2':
      return () => keys.onChoose('theirs');
    case '3':
      return () => keys.onChoose('write');
    case 'u':
      return keys.onUndo;
    default:
      return undefined;
  }
}
