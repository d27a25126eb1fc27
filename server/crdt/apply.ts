import * as Y from 'yjs';

/**
 * Applies an update and gives what of it was new, as one update of exactly that: no struct and no deletion that the text had already.
 * Undefined when nothing was. What is stored and sent on is this, never the bytes received: overlapping structs of the same id may read
 * differently in a cold load than they did live.
 */
export function applyNew(doc: Y.Doc, update: Uint8Array): Uint8Array | undefined {
  const news: Uint8Array[] = [];
  const note = (bytes: Uint8Array): void => {
    news.push(bytes);
  };
  // Yjs tidies formatting after what it takes for a remote change, with deletions of its own that would be in no log.
  const claimLocal = (transaction: Y.Transaction): void => {
    transaction.local = true;
  };
  doc.on('update', note);
  doc.on('beforeObserverCalls', claimLocal);
  try {
    Y.applyUpdate(doc, update);
  } finally {
    doc.off('update', note);
    doc.off('beforeObserverCalls', claimLocal);
  }
  return news.length < 2 ? news[0] : Y.mergeUpdates(news);
}

/** A text made of its updates. Throws where one does not apply or leans on another that is missing: that is never an empty text. */
export function loadText(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  const claimLocal = (transaction: Y.Transaction): void => {
    transaction.local = true;
  };
  doc.on('beforeObserverCalls', claimLocal);
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  doc.off('beforeObserverCalls', claimLocal);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error('The log of a text has a gap');
  }
  return doc;
}

/** The same text in a document of its own, to try a change on. */
export function copyText(doc: Y.Doc): Y.Doc {
  return loadText([Y.encodeStateAsUpdate(doc)]);
}
