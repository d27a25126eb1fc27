import type { Mark, Node } from '@tiptap/pm/model';
import type { Alignment, ListKind, ParagraphLevel } from '#shared/document/document.ts';
import { DOCUMENT_SCHEMA, fitsAttribute } from '#shared/document/schema.ts';

/** The only place where the untyped attributes of ProseMirror are read; what does not fit the schema reads as its default. */
export interface ParagraphAttributes {
  readonly level: ParagraphLevel;
  readonly list: ListKind;
  readonly indent: number;
  readonly align: Alignment;
}

export function paragraphAttributes(node: Node): ParagraphAttributes {
  return {
    level: valueOf<ParagraphLevel>(node, 'level'),
    list: valueOf<ListKind>(node, 'list'),
    indent: valueOf<number>(node, 'indent'),
    align: valueOf<Alignment>(node, 'align'),
  };
}

/** The id of a block; null where a foreign client made it without one. */
export function blockIdOf(node: Node): string | null {
  return valueOf<string | null>(node, 'id');
}

export function imageAttributes(node: Node): { imageId: string | null; alt: string; widthPercent: number } {
  return {
    imageId: valueOf<string | null>(node, 'imageId'),
    alt: valueOf<string>(node, 'alt'),
    widthPercent: valueOf<number>(node, 'widthPercent'),
  };
}

export function threadIdOf(mark: Mark): string | null {
  return mark.type.name === 'comment' ? textOf(mark.attrs['threadId']) : null;
}

export function hrefOf(attributes: Readonly<Record<string, unknown>>): string | null {
  return textOf(attributes['href']);
}

/** A user as others' awareness says it. */
export function userOf(user: Readonly<Record<string, unknown>>): { id: string; name: string } {
  return { id: textOf(user['id']) ?? '', name: textOf(user['name']) ?? '' };
}

/** The default that the schema gives an attribute. */
export function defaultOf(node: string, attribute: string): unknown {
  return DOCUMENT_SCHEMA.nodes[node]?.attributes[attribute]?.default ?? null;
}

/** What an attribute of pasted or rendered HTML says, as its rule has it, or its default. */
export function parseAttribute(node: string, attribute: string, text: string | null): unknown {
  const rule = DOCUMENT_SCHEMA.nodes[node]?.attributes[attribute];
  if (rule === undefined || text === null) return defaultOf(node, attribute);
  const value = rule.type === 'integer' ? Number(text) : text;
  return fitsAttribute(rule, value) ? value : defaultOf(node, attribute);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The caller names the type that the rule of `schema.json` promises. */
function valueOf<Value>(node: Node, attribute: string): Value {
  const rule = DOCUMENT_SCHEMA.nodes[node.type.name]?.attributes[attribute];
  const value: unknown = node.attrs[attribute];
  const fits = rule !== undefined && value !== null && fitsAttribute(rule, value);
  return (fits ? value : defaultOf(node.type.name, attribute)) as Value;
}
