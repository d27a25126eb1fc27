import * as Y from 'yjs';
import type { Limits } from '#shared/protocol/limits.ts';
import { measureText, type Extent } from '#server/crdt/measure.ts';

interface Growth extends Extent {
  readonly bytes: number;
}

/**
 * Whether a text may grow on. It is known by the sum of what came, which never is less than the text holds; only near a limit the text
 * itself is measured.
 */
export class TextSize {
  readonly #limits: Limits;
  #atMost: Growth | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts what is to be added to `text`. False, and nothing counted, when it then could hold too much. */
  grow(text: Y.Doc, growth: Growth): boolean {
    let after = add(this.#atMost ?? measure(text), growth);
    if (!this.#fits(after)) after = add(measure(text), growth);
    if (!this.#fits(after)) return false;
    this.#atMost = after;
    return true;
  }

  /** The text changed by other ways than `grow`. */
  forget(): void {
    this.#atMost = undefined;
  }

  #fits({ bytes, characters, blocks }: Growth): boolean {
    const { documentBytes, documentCharacters, documentBlocks } = this.#limits;
    return bytes <= documentBytes && characters <= documentCharacters && blocks <= documentBlocks;
  }
}

function measure(text: Y.Doc): Growth {
  return { ...measureText(text), bytes: Y.encodeStateAsUpdate(text).length };
}

function add(one: Growth, other: Growth): Growth {
  return {
    bytes: one.bytes + other.bytes,
    characters: one.characters + other.characters,
    blocks: one.blocks + other.blocks,
  };
}
