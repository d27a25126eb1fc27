import type { Texts } from '#shared/messages/vietnamese.ts';

/** What a key does, by the name of its words. */
type Meaning = keyof Texts['keys']['deeds'];

interface Shortcut {
  readonly meaning: Meaning;
  /** Keys pressed together; where there are several ways or directions, one list each. */
  readonly keys: readonly (readonly string[])[];
}

interface ShortcutGroup {
  readonly screen: keyof Texts['keys']['screens'];
  readonly shortcuts: readonly Shortcut[];
}

const UP = '\u2191';
const DOWN = '\u2193';
const LEFT = '\u2190';
const RIGHT = '\u2192';

/** Every key of the product, by the screen on which it works. The code that listens stands with each screen. */
export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    screen: 'everywhere',
    shortcuts: [
      { meaning: 'palette', keys: [['Ctrl', 'K']] },
      { meaning: 'sheet', keys: [['?']] },
      { meaning: 'close', keys: [['Esc']] },
    ],
  },
  {
    screen: 'outline',
    shortcuts: [
      { meaning: 'outlineWalk', keys: [[UP], [DOWN]] },
      { meaning: 'outlineFold', keys: [[LEFT], [RIGHT]] },
      { meaning: 'outlineEnds', keys: [['Home'], ['End']] },
      { meaning: 'outlineOpen', keys: [['Enter']] },
      {
        meaning: 'outlineMove',
        keys: [
          ['Alt', UP],
          ['Alt', DOWN],
        ],
      },
      {
        meaning: 'outlineLevel',
        keys: [
          ['Alt', RIGHT],
          ['Alt', LEFT],
        ],
      },
    ],
  },
  {
    screen: 'editor',
    shortcuts: [
      { meaning: 'comment', keys: [['Ctrl', 'Alt', 'M']] },
      { meaning: 'version', keys: [['Ctrl', 'S']] },
      { meaning: 'find', keys: [['Ctrl', 'F']] },
      { meaning: 'insert', keys: [['/']] },
      {
        meaning: 'undo',
        keys: [
          ['Ctrl', 'Z'],
          ['Ctrl', 'Y'],
        ],
      },
      {
        meaning: 'style',
        keys: [
          ['Ctrl', 'B'],
          ['Ctrl', 'I'],
          ['Ctrl', 'U'],
        ],
      },
      {
        meaning: 'raise',
        keys: [
          ['Ctrl', '.'],
          ['Ctrl', ','],
        ],
      },
      { meaning: 'level', keys: [['Ctrl', 'Alt', '0\u20133']] },
      { meaning: 'indent', keys: [['Tab'], ['Shift', 'Tab']] },
      { meaning: 'lineBreak', keys: [['Shift', 'Enter']] },
      { meaning: 'pageBreak', keys: [['Ctrl', 'Enter']] },
      { meaning: 'leaveText', keys: [['Esc']] },
    ],
  },
  {
    screen: 'comments',
    shortcuts: [
      { meaning: 'threadWalk', keys: [['J'], ['K']] },
      { meaning: 'threadShow', keys: [['Enter']] },
      { meaning: 'threadAnswer', keys: [['R']] },
      { meaning: 'threadResolve', keys: [['E']] },
      { meaning: 'mention', keys: [['@']] },
      { meaning: 'send', keys: [['Ctrl', 'Enter']] },
    ],
  },
  {
    screen: 'merge',
    shortcuts: [
      { meaning: 'mergeWalk', keys: [['J'], ['K']] },
      { meaning: 'mergeTake', keys: [['A'], ['R']] },
      { meaning: 'mergeChoose', keys: [['1'], ['2'], ['3']] },
      { meaning: 'mergeUndo', keys: [['U']] },
      { meaning: 'mergeApply', keys: [['Ctrl', 'Enter']] },
    ],
  },
  {
    screen: 'people',
    shortcuts: [
      { meaning: 'rowWalk', keys: [[UP], [DOWN], ['Enter']] },
      { meaning: 'paste', keys: [['Ctrl', 'V']] },
      { meaning: 'claimWalk', keys: [[UP], [DOWN]] },
      { meaning: 'claimDecide', keys: [['Enter'], ['Delete']] },
    ],
  },
];
