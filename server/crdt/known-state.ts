import * as Y from 'yjs';
import type { KnownItem, KnownState } from './update-check.ts';

/** What an update may lean on, asked of a text that is loaded. It sees later changes of the document. */
export function knownOfDoc(doc: Y.Doc): KnownState {
  const clockOf = (client: number): number => Y.getState(doc.store, client);
  return {
    clockOf,
    isDeleted(client, clock, length) {
      if (clock + length > clockOf(client)) return false;
      for (let at = clock; at < clock + length;) {
        const struct = structAt(doc, client, at);
        if (!struct.deleted) return false;
        at = struct.id.clock + struct.length;
      }
      return true;
    },
    itemAt: (client, clock) => (clock < clockOf(client) ? knownItem(structAt(doc, client, clock)) : undefined),
  };
}

// Typed as an Item by Yjs, though it may be a GC.
function structAt(doc: Y.Doc, client: number, clock: number): Y.Item | Y.GC {
  return Y.getItem(doc.store, Y.createID(client, clock));
}

function knownItem(struct: Y.Item | Y.GC): KnownItem {
  // Yjs leaves no more than this of what stood inside a deleted node.
  if (!(struct instanceof Y.Item)) {
    return { parent: undefined, attribute: undefined, node: undefined, isGone: true, isInGone: true };
  }
  const { parent, parentSub, content } = struct;
  return {
    isGone: struct.deleted,
    isInGone: parent instanceof Y.AbstractType && parent._item?.deleted === true,
    parent: parent instanceof Y.AbstractType ? nodeName(parent) : undefined,
    attribute: parentSub ?? undefined,
    node: content instanceof Y.ContentType ? nodeName(content.type) : undefined,
  };
}

function nodeName(type: Y.AbstractType<unknown>): string {
  if (type instanceof Y.XmlElement) return type.nodeName;
  if (type instanceof Y.XmlText) return '#text';
  return 'doc';
}
