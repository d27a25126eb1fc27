import schemaJson from './schema.json' with { type: 'json' };

/**
 * The schema of a text as data (`schema.json`): the server's walker and the editor read the same file. Node and mark names are Tiptap's.
 * `overlaps` marks may stand several times over one character; y-tiptap then stores each under `name--<8 characters of a hash>`.
 */
export interface AttributeRule {
  readonly type: 'string' | 'integer' | 'enum' | 'integerList' | 'href';
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly maxBytes?: number;
  readonly default?: string | number | null;
}

export interface NodeRule {
  readonly content: string;
  readonly parents: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeRule>>;
}

export interface MarkRule {
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  readonly overlaps?: boolean;
}

export interface DocumentSchema {
  readonly version: number;
  readonly root: string;
  readonly maxDepth: number;
  readonly nodes: Readonly<Record<string, NodeRule>>;
  readonly marks: Readonly<Record<string, MarkRule>>;
}

export const DOCUMENT_SCHEMA: DocumentSchema = schemaJson as DocumentSchema;

/** Whether a link's target may be kept: absolute `https:`, `http:` or `mailto:` only. Asked again at the server, the client and every export. */
export function isSafeHref(href: string): boolean {
  if (href.length > 2048) return false;
  try {
    return ['https:', 'http:', 'mailto:'].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}

/** Whether a stored value fits the rule of its attribute. A missing attribute is always fine: it reads as its default. */
export function fitsAttribute(rule: AttributeRule, value: unknown): boolean {
  if (value === null || value === undefined) return rule.type !== 'href';
  switch (rule.type) {
    case 'string':
      return typeof value === 'string' && isWithinBytes(value, rule.maxBytes);
    case 'href':
      return typeof value === 'string' && isWithinBytes(value, rule.maxBytes) && isSafeHref(value);
    case 'enum':
      return typeof value === 'string' && (rule.values ?? []).includes(value);
    case 'integer':
      return isIntegerWithin(value, rule);
    case 'integerList':
      return (
        Array.isArray(value) &&
        value.length <= (rule.maxLength ?? 0) &&
        value.every((one) => isIntegerWithin(one, rule))
      );
  }
}

function isWithinBytes(value: string, maxBytes: number | undefined): boolean {
  // A UTF-16 unit is at most three bytes of UTF-8, so short strings need no encoding.
  if (maxBytes === undefined || value.length * 3 <= maxBytes) return true;
  return new TextEncoder().encode(value).byteLength <= maxBytes;
}

function isIntegerWithin(value: unknown, rule: AttributeRule): boolean {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= (rule.min ?? Number.MIN_SAFE_INTEGER) &&
    value <= (rule.max ?? Number.MAX_SAFE_INTEGER)
  );
}
