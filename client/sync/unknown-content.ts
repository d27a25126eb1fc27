import * as Y from 'yjs';
import { DOCUMENT_SCHEMA } from '#shared/document/schema.ts';

const attributeNames = new Set(Object.values(DOCUMENT_SCHEMA.nodes).flatMap((rule) => Object.keys(rule.attributes)));
/** y-tiptap stores marks that may overlap as `name--hash`. */
const HASH = /--[a-zA-Z0-9+/=]{8}$/;

/**
 * Whether an update brings nodes, marks or attributes that this program's schema lacks. The editor's binding deletes what it can't
 * show, so it must never see them.
 */
export function hasUnknownContent(update: Uint8Array): boolean {
  return Y.decodeUpdate(update).structs.some((struct) => struct instanceof Y.Item && isUnknown(struct));
}

function isUnknown(item: Y.Item): boolean {
  const content = item.content;
  if (content instanceof Y.ContentType) {
    return content.type instanceof Y.XmlElement && !(content.type.nodeName in DOCUMENT_SCHEMA.nodes);
  }
  if (content instanceof Y.ContentFormat) return !(content.key.replace(HASH, '') in DOCUMENT_SCHEMA.marks);
  return content instanceof Y.ContentAny && item.parentSub !== null && !attributeNames.has(item.parentSub);
}
