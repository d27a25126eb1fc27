import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { UniqueID } from '@tiptap/extension-unique-id';
import { Dropcursor, Gapcursor, Placeholder } from '@tiptap/extensions';
import type { Doc } from 'yjs';
import { carets, type CaretOptions } from './carets.ts';
import { commentMarks } from './comment-marks.ts';
import { composition } from './composition.ts';
import { keys, type KeyDeeds } from './keys.ts';
import { marks } from './marks.ts';
import { imageNode, nodes } from './nodes.ts';
import { numbering } from './numbering.ts';
import { ownPlace } from './own-place.ts';
import { pasting, type PasteDeeds } from './pasting.ts';
import { readerKeys } from './reader-keys.ts';
import { search } from './search.ts';
import { slash, type SlashKey } from './slash.ts';

export interface ExtensionOptions {
  readonly doc: Doc;
  readonly carets: CaretOptions;
  readonly depth: number;
  readonly placeholder: string;
  readonly imageAddress: (imageId: string) => string;
  readonly hold: () => () => void;
  readonly deeds: () => KeyDeeds &
    PasteDeeds & {
      readonly pickThread: (threadId: string) => void;
      readonly slashKey: (key: SlashKey) => boolean;
    };
}

const BLOCKS_WITH_ID = ['paragraph', 'table', 'image', 'pageBreak'];
const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Everything the editor of a text is made of. */
export function extensionsOf(options: ExtensionOptions): Extensions {
  const { deeds } = options;
  return [
    ...nodes,
    imageNode(options.imageAddress),
    ...marks,
    Collaboration.configure({ document: options.doc, field: 'default' }),
    ownPlace,
    carets(options.carets),
    UniqueID.configure({ types: BLOCKS_WITH_ID, generateID: newBlockId }),
    numbering(options.depth),
    composition(options.hold),
    commentMarks((threadId) => deeds().pickThread(threadId)),
    keys(deeds),
    readerKeys(deeds),
    slash((key) => deeds().slashKey(key)),
    search,
    pasting(deeds),
    Placeholder.configure({ placeholder: options.placeholder }),
    Dropcursor.configure({ color: false, class: 'drop-cursor' }),
    Gapcursor,
  ];
}

/** 72 random bits; `randomUUID` is missing on a page that came over plain http. */
function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => ID_LETTERS[byte % ID_LETTERS.length] ?? 'A').join('');
}
