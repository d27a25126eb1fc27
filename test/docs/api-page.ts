import { z } from 'zod';
import { enErrors } from '#shared/messages/en/errors.ts';
import { ERROR_CODES } from '#shared/model/errors.ts';
import { FAILURES } from '#shared/protocol/failures.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { describeApi } from '#server/http/openapi.ts';
import { nameOf, shapeSchema, writeShape, type Shape } from '#test/docs/shapes.ts';

/** What stands before is written by hand, what follows is made. */
export const MARK = '<!-- From here on the page is made by `npm run docs`; what is changed by hand is lost. -->';

const contentSchema = z.record(z.string(), z.object({ schema: shapeSchema.optional() }));
const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  'x-access': z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: shapeSchema })),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ content: contentSchema.optional() })),
});
const apiSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), shapeSchema) }),
});
type Api = z.output<typeof apiSchema>;
type Named = Pick<Api, 'components'>;
type Operation = z.output<typeof operationSchema>;
type Content = z.output<typeof contentSchema>;

interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The page with its made part anew. */
export function renewApiPage(page: string): string {
  const at = page.indexOf(MARK);
  if (at < 0) throw new Error('docs/api.md has lost its mark');
  return `${page.slice(0, at)}${MARK}\n\n${writeReference(apiSchema.parse(describeApi('')))}`;
}

function writeReference(api: Api): string {
  const calls = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const chapters = ['# Calls', ...writeCalls(calls, api), '# Shapes', ...writeShapes(api)];
  return [...chapters, '# Refusals', writeRefusals(), '# Limits', writeLimits()].join('\n\n') + '\n';
}

function writeCalls(calls: readonly Call[], api: Api): readonly string[] {
  const areas = [...new Set(calls.map(areaOf))].toSorted();
  return areas.flatMap((area) => {
    const found = calls.filter((call) => areaOf(call) === area).toSorted(inOrder);
    return [`## ${area}`, ...found.map((call) => writeCall(call, api))];
  });
}

function areaOf({ path }: Call): string {
  return path.split('/')[2] ?? '';
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** By address, and there as people use them. How modules list what they export is not the same everywhere. */
function inOrder(one: Call, other: Call): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return METHODS.indexOf(one.method) - METHODS.indexOf(other.method);
}

function writeCall({ method, path, operation }: Call, api: Api): string {
  const lines = [
    ...writeQuery(operation),
    ...writeContent('body', operation.requestBody?.content, api),
    ...Object.entries(operation.responses)
      .filter(([status]) => status !== 'default')
      .flatMap(([status, { content }]) => writeContent(status, content, api)),
  ];
  const isRepeatable = operation.parameters.some(({ name }) => name === 'Idempotency-Key');
  const about = `${operation.summary}. \`${operation['x-access']}\`${isRepeatable ? ', repeatable' : ''}`;
  return [`### \`${method} ${path}\``, about, ['```ts', ...lines, '```'].join('\n')].join('\n\n');
}

function writeQuery({ parameters }: Operation): readonly string[] {
  const query = parameters.filter((parameter) => parameter.in === 'query');
  if (query.length === 0) return [];
  const properties = Object.fromEntries(query.map(({ name, schema }) => [name, schema]));
  const required = query.filter((parameter) => parameter.required).map(({ name }) => name);
  return [`query: ${writeShape({ properties, required })}`];
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['multipart/form-data', 'multipart/form-data '],
  ['text/event-stream', 'events of '],
]);

function writeContent(title: string, content: Content | undefined, api: Api): readonly string[] {
  if (content === undefined) return title === 'body' ? [] : [`${title}: nothing`];
  return Object.entries(content).map(([kind, { schema }]) =>
    schema === undefined
      ? `${title}: the file`
      : `${title}: ${KINDS.get(kind) ?? ''}${writeShape(isOfOneCall(schema) ? resolve(schema, api) : schema)}`,
  );
}

/** A schema that has its name from the one call that uses it is shown there. */
function isOfOneCall({ $ref }: Shape): boolean {
  return $ref !== undefined && /(Body|Answer)$/.test($ref);
}

function resolve({ $ref = '' }: Shape, { components }: Named): Shape {
  const shape = components.schemas[nameOf($ref)];
  if (shape === undefined) throw new Error(`Nothing is called ${$ref}`);
  return shape;
}

function writeShapes({ components }: Named): readonly string[] {
  const names = Object.keys(components.schemas).filter((name) => !isOfOneCall({ $ref: name }));
  const written = names
    .toSorted()
    .map((name) => `type ${name} = ${writeShape(resolve({ $ref: name }, { components }))}`.replace('= \n', '=\n'));
  return [['```ts', written.join('\n\n'), '```'].join('\n')];
}

function writeRefusals(): string {
  const rows = ERROR_CODES.map((code) => {
    const { status, close } = FAILURES[code];
    return `| \`${code}\` | ${status} | ${close ?? ''} | ${enErrors[code]} |`;
  });
  return ['| code | HTTP | WebSocket | sentence |', '|---|---|---|---|', ...rows].join('\n');
}

function writeLimits(): string {
  const limits: readonly (readonly [string, number])[] = Object.entries(LIMITS);
  const rows = limits.map(([name, value]) => `| \`${name}\` | ${value.toLocaleString('en-US')} |`);
  const units = 'Sizes are bytes, times milliseconds, rates a second, unless the name says otherwise.';
  return [units, ['| limit | value |', '|---|---|', ...rows].join('\n')].join('\n\n');
}
