import { z } from 'zod';

/** As much of JSON Schema as the description of our calls uses. */
export interface Shape {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly anyOf?: readonly Shape[] | undefined;
  readonly oneOf?: readonly Shape[] | undefined;
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Shape | undefined;
  readonly propertyNames?: Shape | undefined;
  readonly additionalProperties?: boolean | Shape | undefined;
}

export const shapeSchema: z.ZodType<Shape> = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  get anyOf() {
    return z.array(shapeSchema).optional();
  },
  get oneOf() {
    return z.array(shapeSchema).optional();
  },
  get properties() {
    return z.record(z.string(), shapeSchema).optional();
  },
  required: z.array(z.string()).optional(),
  get items() {
    return shapeSchema.optional();
  },
  get propertyNames() {
    return shapeSchema.optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), shapeSchema]).optional();
  },
});

const WIDTH = 110;

/**
 * A schema in the notation of TypeScript's types, which is the shortest that readers know: `{ id: string, roles: ('chair' | 'member')[] }`.
 * Bounds and patterns are left to the schema. What is too long for a line is broken at its fields and alternatives.
 */
export function writeShape(shape: Shape, indent = ''): string {
  const flat = inLine(shape);
  if (indent.length + flat.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  if (shape.properties !== undefined) {
    const fields = fieldsOf(shape).map(([name, field]) => `${inner}${name}: ${writeShape(field, inner)},\n`);
    return `{\n${fields.join('')}${indent}}`;
  }
  if (shape.items !== undefined) return suffixed(writeShape(shape.items, indent), '[]');
  const choices = choicesOf(shape);
  if (choices !== undefined) return choices.map((choice) => `\n${inner}| ${writeShape(choice, `${inner}  `)}`).join('');
  return flat;
}

function inLine(shape: Shape): string {
  if (shape.$ref !== undefined) return nameOf(shape.$ref);
  if (shape.const !== undefined) return literal(shape.const);
  if (shape.enum !== undefined) return shape.enum.map(literal).join(' | ');
  const choices = choicesOf(shape);
  if (choices !== undefined) return choices.map(inLine).join(' | ');
  if (shape.properties !== undefined) {
    const fields = fieldsOf(shape).map(([name, field]) => `${name}: ${inLine(field)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  if (shape.items !== undefined) return suffixed(inLine(shape.items), '[]');
  if (typeof shape.additionalProperties === 'object') {
    const key = shape.propertyNames === undefined ? 'string' : inLine(shape.propertyNames);
    return `Record<${key}, ${inLine(shape.additionalProperties)}>`;
  }
  if (typeof shape.type === 'string') return shape.type;
  return shape.type === undefined ? 'unknown' : shape.type.join(' | ');
}

/** The name of a schema that is pointed to. */
export function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function choicesOf({ anyOf, oneOf }: Shape): readonly Shape[] | undefined {
  return anyOf ?? oneOf;
}

/** A field that may be left out has its question mark. */
function fieldsOf({ properties = {}, required = [] }: Shape): readonly (readonly [string, Shape])[] {
  return Object.entries(properties).map(([name, field]) => [required.includes(name) ? name : `${name}?`, field]);
}

function suffixed(type: string, suffix: string): string {
  return isChoice(type) ? `(${type})${suffix}` : `${type}${suffix}`;
}

/** Whether there is an alternative outside of all brackets. */
function isChoice(type: string): boolean {
  let depth = 0;
  for (const letter of type) {
    if ('{(<['.includes(letter)) depth += 1;
    else if ('})>]'.includes(letter)) depth -= 1;
    else if (letter === '|' && depth === 0) return true;
  }
  return false;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}
