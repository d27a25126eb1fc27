import * as Y from 'yjs';
import type { KeptText } from './kept-text.ts';

/**
 * Applies what came from the server, and gives the text beyond the state vector that went with a node which others deleted, whole paragraphs
 * as in `textBeyond`: it is in no other text, and after this the document has forgotten it.
 */
export function applyAndRescue(
  doc: Y.Doc,
  update: Uint8Array,
  { origin, vector }: { readonly origin: unknown; readonly vector: ReadonlyMap<number, number> },
): Omit<KeptText, 'at'> | undefined {
  const drowned = new Map<Y.XmlText, Drowned>();
  // Here what is deleted still has its characters; at the end of the transaction they are collected.
  const look = (transaction: Y.Transaction): void => {
    if (transaction.origin !== origin) return;
    const isBeyond = [...transaction.deleteSet.clients].some(([client, ranges]) =>
      ranges.some(({ clock, len }) => clock + len > (vector.get(client) ?? 0)),
    );
    if (!isBeyond) return;
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      const text = parentThatWent(struct, vector);
      if (text !== undefined && !drowned.has(text)) drowned.set(text, readDrowned(text, transaction, vector));
    });
  };
  doc.on('beforeObserverCalls', look);
  try {
    Y.applyUpdate(doc, update, origin);
  } finally {
    doc.off('beforeObserverCalls', look);
  }
  const found = [...drowned.values()].filter(({ added }) => added.trim() !== '');
  if (found.length === 0) return undefined;
  return { text: found.map(({ text }) => text).join('\n'), added: found.map(({ added }) => added).join('\n') };
}

type Drowned = Omit<KeptText, 'at'>;

function parentThatWent(struct: Y.GC | Y.Item, vector: ReadonlyMap<number, number>): Y.XmlText | undefined {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return undefined;
  if (struct.id.clock + struct.length <= (vector.get(struct.id.client) ?? 0)) return undefined;
  return struct.parent instanceof Y.XmlText && struct.parent._item?.deleted === true ? struct.parent : undefined;
}

/** The paragraph as it was: of what went, what its author had not deleted. */
function readDrowned(text: Y.XmlText, transaction: Y.Transaction, vector: ReadonlyMap<number, number>): Drowned {
  let whole = '';
  let added = '';
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString) || !Y.isDeleted(transaction.deleteSet, item.id)) continue;
    const { client, clock } = item.id;
    whole += item.content.str;
    // What came and went with this very update was never seen here.
    const isNew = clock >= (transaction.beforeState.get(client) ?? 0);
    if (!isNew) added += item.content.str.slice(Math.max(0, (vector.get(client) ?? 0) - clock));
  }
  return { text: whole, added };
}
