import { z } from 'zod';
import type { AnyEndpoint } from '#shared/protocol/endpoint.ts';
import { problemSchema } from '#shared/protocol/problem.ts';
import { REPEAT_KEY } from './bind.ts';
import { listEndpoints, listSchemas, type NamedEndpoint } from './endpoints.ts';

type Json = Readonly<Record<string, unknown>>;
type SchemaIds = z.core.$ZodRegistry<{ id: string }>;

/** Fields that a schema changes while it reads them have no description of their own; what goes over the wire has. */
const WIRE = { io: 'input', unrepresentable: 'any' } as const;
const fieldsSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

/** The OpenAPI 3.1 description of the REST surface, made from the schemas that check each request. */
export function describeApi(version: string): Json {
  const ids = nameSchemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const named of listEndpoints()) {
    const path = named.endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [named.endpoint.method.toLowerCase()]: describeOperation(named, ids) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Dong Thao', version },
    paths,
    components: {
      schemas: describeSchemas(ids),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

/** Every named schema, and what the endpoints take and give beside them. */
function nameSchemas(): SchemaIds {
  const ids = z.registry<{ id: string }>();
  for (const { name, schema } of listSchemas()) ids.add(schema, { id: titleOf(name.replace(/Schema$/, '')) });
  ids.add(problemSchema, { id: 'Problem' });
  for (const { name, endpoint } of listEndpoints()) {
    for (const [kind, schema] of [
      ['Body', endpoint.body],
      ['Answer', endpoint.answer],
    ] as const)
      if (!ids.has(schema)) ids.add(schema, { id: `${titleOf(name)}${kind}` });
  }
  return ids;
}

function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function describeSchemas(ids: SchemaIds): Json {
  const { schemas } = z.toJSONSchema(ids, { ...WIRE, uri: placeOf });
  // Each schema's own address is where it stands.
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _draft, $id: _place, ...schema }]) => [id, schema]),
  );
}

function placeOf(id: string): string {
  return `#/components/schemas/${id}`;
}

function describeOperation({ name, endpoint }: NamedEndpoint, ids: SchemaIds): Json {
  return {
    operationId: name,
    summary: endpoint.summary,
    'x-access': endpoint.access,
    security: endpoint.access === 'public' ? [] : [{ session: [] }, { token: [] }],
    parameters: [
      ...describeParameters(endpoint.params, 'path'),
      ...describeParameters(endpoint.query, 'query'),
      ...(mayRepeat(endpoint) ? [REPEATABLE] : []),
      ...(endpoint.takesIfMatch === true ? [CONDITIONAL] : []),
    ],
    ...describeBody(endpoint, ids),
    responses: {
      ...describeAnswer(endpoint, ids),
      default: {
        description: 'A refusal; its code says which',
        content: { 'application/problem+json': { schema: { $ref: placeOf('Problem') } } },
      },
    },
  };
}

/** Signing in gives another session each time, what shows a secret another secret; signing out is the same however often it is done. */
function mayRepeat({ method, access, answerKind, showsSecret }: AnyEndpoint): boolean {
  return method !== 'GET' && access !== 'public' && answerKind === 'json' && showsSecret !== true;
}

const REPEATABLE = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Of the sender’s choice, new for each deed. The same key within 24 hours gives the first answer and does nothing again; with another request, 422.',
  schema: { type: 'string', pattern: REPEAT_KEY.source },
};

const CONDITIONAL = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of the last answer. Where it was changed since, the call is refused with 412 `stale`.',
  schema: { type: 'string' },
};

function describeParameters(schema: z.ZodType, place: 'path' | 'query'): readonly Json[] {
  const { properties, required } = fieldsSchema.parse(z.toJSONSchema(schema, WIRE));
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: field,
  }));
}

function describeBody(endpoint: AnyEndpoint, ids: SchemaIds): Json {
  switch (endpoint.bodyKind) {
    case 'none':
      return {};
    case 'json':
      return { requestBody: { content: { 'application/json': { schema: refTo(ids, endpoint.body) } } } };
    case 'multipart':
      return { requestBody: { required: true, content: { 'multipart/form-data': { schema: FILE_FORM } } } };
  }
}

const FILE_FORM = {
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
  required: ['file'],
};

function describeAnswer(endpoint: AnyEndpoint, ids: SchemaIds): Json {
  const { status, answer } = endpoint;
  const json = { 'application/json': { schema: refTo(ids, answer) } };
  switch (endpoint.answerKind) {
    case 'none':
      return { [status]: { description: 'Done' } };
    case 'json':
      return { [status]: { description: endpoint.summary, content: json } };
    case 'events':
      return {
        [status]: { description: endpoint.summary, content: { 'text/event-stream': json['application/json'] } },
      };
    case 'file': {
      const file = { [status]: { description: 'The file', content: { '*/*': {} } } };
      return answer instanceof z.ZodUndefined ? file : { ...file, 202: { description: 'Its job', content: json } };
    }
  }
}

function refTo(ids: SchemaIds, schema: z.ZodType): Json {
  const id = ids.get(schema)?.id;
  if (id === undefined) throw new Error('A schema has no name');
  return { $ref: placeOf(id) };
}
