import * as Y from 'yjs';
import { DOCUMENT_SCHEMA } from '#shared/document/schema.ts';
import type { DecodedUpdate } from './update-decode.ts';

/** How much there is to read: UTF-16 units that are not deleted, and blocks, nested ones too. */
export interface Extent {
  readonly characters: number;
  readonly blocks: number;
}

/** What a text holds now. Linear in its nodes, not in its characters. */
export function measureText(doc: Y.Doc): Extent {
  let characters = 0;
  let blocks = 0;
  const count = (node: unknown): boolean => {
    if (node instanceof Y.XmlText) characters += node.length;
    else if (node instanceof Y.XmlElement && isBlockName(node.nodeName)) blocks += 1;
    return false;
  };
  for (const _none of doc.getXmlFragment(DOCUMENT_SCHEMA.root).createTreeWalker(count)) break;
  return { characters, blocks };
}

/** The most that an update can add; what it deletes is not taken off. */
export function growthOf({ structs }: Pick<DecodedUpdate, 'structs'>): Extent {
  let characters = 0;
  let blocks = 0;
  for (const ofClient of structs.values()) {
    for (const { content, length } of ofClient) {
      if (content.kind === 'characters') characters += length;
      if (content.kind === 'node' && isBlockName(content.name)) blocks += 1;
    }
  }
  return { characters, blocks };
}

function isBlockName(name: string): boolean {
  return DOCUMENT_SCHEMA.nodes[name]?.attributes['id'] !== undefined;
}
