import { z } from 'zod';
import type { AnyEndpoint } from '#shared/protocol/endpoint.ts';

/** A text field of what a call takes: where it stands, and what its schema asks of it. */
export interface TextField {
  /** `people/0/name`. */
  readonly path: string;
  /** Holds the id of an object, and no words. */
  readonly isId: boolean;
  readonly maxLength: number | undefined;
}

/** Gives a text field its words; undefined leaves those that the schema is content with. */
export type Fill = (field: TextField) => string | undefined;

/** A body that the schema of a call takes, with every field in it; undefined for a call without one. */
export function sampleBody(endpoint: AnyEndpoint, fill: Fill = () => undefined): unknown {
  if (endpoint.bodyKind !== 'json') return undefined;
  return sampleOf(readSchema(z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' })), '', fill);
}

/** The text fields of a call's body. */
export function textFieldsOf(endpoint: AnyEndpoint): readonly TextField[] {
  const fields: TextField[] = [];
  sampleBody(endpoint, (field) => {
    fields.push(field);
    return undefined;
  });
  return fields;
}

interface Schema {
  readonly type?: string | readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly items?: unknown;
  readonly anyOf?: readonly unknown[] | undefined;
  readonly oneOf?: readonly unknown[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly pattern?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly additionalProperties?: unknown;
}

const schemaShape: z.ZodType<Schema> = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maxLength: z.number().optional(),
  additionalProperties: z.unknown().optional(),
});

function readSchema(value: unknown): Schema {
  return schemaShape.parse(value);
}

function sampleOf(schema: Schema, path: string, fill: Fill): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first !== undefined) return sampleOf(readSchema(first), path, fill);
  const [type = 'null'] = typeof schema.type === 'object' ? schema.type : [schema.type];
  switch (type) {
    case 'object':
      return Object.fromEntries(
        fieldsOf(schema).map(([name, inner]) => [name, sampleOf(readSchema(inner), `${path}/${name}`, fill)]),
      );
    case 'array':
      return [sampleOf(readSchema(schema.items), `${path}/0`, fill)];
    case 'string':
      return sampleText(schema, path, fill);
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

/** A record of values by names that the caller chooses has one, with a name of no meaning. */
function fieldsOf(schema: Schema): readonly (readonly [string, unknown])[] {
  if (schema.properties !== undefined) return Object.entries(schema.properties);
  const isRecord = typeof schema.additionalProperties === 'object' && schema.additionalProperties !== null;
  return isRecord ? [['some', schema.additionalProperties]] : [];
}

const ID_PATTERN = '^[A-Za-z0-9_-]+$';

function sampleText({ pattern, maxLength }: Schema, path: string, fill: Fill): string {
  if (pattern?.includes('\\d{4}-') === true) return '2020-04-01';
  const isId = pattern === ID_PATTERN;
  return fill({ path: path.slice(1), isId, maxLength }) ?? (isId ? 'none' : 'x');
}
