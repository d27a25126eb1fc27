import * as Y from 'yjs';

export interface Mirror {
  readonly doc: Y.Doc;
  close(): void;
}

/**
 * A copy that follows a document and gives nothing back. Who only reads binds to it: the binding deletes nodes that it can't make, and
 * looking must not write a byte.
 */
export function openMirror(source: Y.Doc): Mirror {
  const doc = new Y.Doc();
  // The carets leave out their own client: under another number the reader's own caret would stand in the text and cut every selection.
  doc.clientID = source.clientID;
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(source));
  const follow = (update: Uint8Array): void => Y.applyUpdate(doc, update);
  source.on('update', follow);
  return {
    doc,
    close() {
      source.off('update', follow);
      doc.destroy();
    },
  };
}
