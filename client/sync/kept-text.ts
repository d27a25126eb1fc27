import * as Y from 'yjs';
import { DOCUMENT_SCHEMA } from '#shared/document/schema.ts';

/** Own text that the server did not take, kept on this machine until its author has done with it. */
export interface KeptText {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The paragraphs that hold it, whole, one a line. */
  readonly text: string;
  /** What of them is not on the server. */
  readonly added: string;
}

/** The text of a document that lies beyond a state vector, or undefined where there is none: deletions leave nothing to keep. */
export function textBeyond(doc: Y.Doc, vector: ReadonlyMap<number, number>): Omit<KeptText, 'at'> | undefined {
  const lines: string[] = [];
  const added: string[] = [];
  for (const text of textsIn(doc.getXmlFragment(DOCUMENT_SCHEMA.root))) {
    const runs = readRuns(text, vector);
    const fresh = runs.map((run) => run.added).join('');
    if (fresh.trim() === '') continue;
    lines.push(runs.map((run) => run.text).join(''));
    added.push(fresh);
  }
  return lines.length === 0 ? undefined : { text: lines.join('\n'), added: added.join('\n') };
}

function textsIn(parent: Y.XmlFragment): readonly Y.XmlText[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child];
    return child instanceof Y.XmlFragment ? textsIn(child) : [];
  });
}

function readRuns(text: Y.XmlText, vector: ReadonlyMap<number, number>): readonly { text: string; added: string }[] {
  const runs: { text: string; added: string }[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const known = Math.max(0, (vector.get(item.id.client) ?? 0) - item.id.clock);
    runs.push({ text: item.content.str, added: item.content.str.slice(known) });
  }
  return runs;
}

/** The place of kept texts: `localStorage`, as it also lives where IndexedDB does not; without it they last as long as the page. */
export interface KeptTexts {
  read(): readonly KeptText[];
  /** Whether they are stored now; if not, they last as long as the page. */
  add(one: KeptText): boolean;
  /** Clears those that were read. */
  clear(): void;
}

/** Other tabs keep texts of the same document under the same name: what they added since is neither written over nor cleared. */
export function keptTextsOf(account: string, documentId: string): KeptTexts {
  const key = `${keysOf(account)}${documentId}`;
  let texts: readonly KeptText[] = parseKept(readLocal(key));
  const addedElsewhere = (): readonly KeptText[] =>
    parseKept(readLocal(key)).filter((one) => !texts.some((own) => isSame(own, one)));
  const write = (next: readonly KeptText[]): boolean => {
    texts = next;
    return writeLocal(key, next.length === 0 ? null : JSON.stringify(next));
  };
  return {
    read: () => texts,
    add: (one) => write([...texts, ...addedElsewhere(), one]),
    clear: () => void write(addedElsewhere()),
  };
}

function isSame(one: KeptText, other: KeptText): boolean {
  return one.at === other.at && one.text === other.text && one.added === other.added;
}

/** The texts of which a person has words kept on this machine; some of them may not be open to them any more. */
export function listKeptDocuments(account: string): readonly string[] {
  try {
    const before = keysOf(account);
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(before) ? [key.slice(before.length)] : []));
  } catch {
    // A browser may forbid its storage altogether: nothing is kept there then.
    return [];
  }
}

function keysOf(account: string): string {
  return `dong-thao/kept/${account}/`;
}

function parseKept(json: string | null): readonly KeptText[] {
  if (json === null) return [];
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(value: unknown): value is KeptText {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    'text' in value &&
    'added' in value &&
    typeof value.at === 'number' &&
    typeof value.text === 'string' &&
    typeof value.added === 'string'
  );
}

/** A browser may forbid its storage altogether: reading is then empty. */
export function readLocal(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Whether it is written: storage may be full or forbidden. */
export function writeLocal(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
