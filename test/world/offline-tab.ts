import * as Y from 'yjs';
import { openOfflineCopy } from '#client/sync/offline-copy.ts';

/** Runs in a page of the browser: one tab that has a text open with its copy, and somebody after it who hears of each change. */
const doc = new Y.Doc();
let heard = 0;
let troubles = 0;
const copy = await openOfflineCopy('one-text', doc, () => (troubles += 1));
doc.on('update', () => (heard += 1));

const tab = {
  write: (word: string) => doc.getText('text').insert(0, word),
  clear: () => copy.clear(),
  close: () => copy.close(),
  state: () => ({ text: doc.getText('text').toJSON(), heard, troubles, keeps: copy.keeps() }),
};
Object.assign(globalThis, { tab });
