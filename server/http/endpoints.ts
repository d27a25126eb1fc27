import * as committees from '#shared/protocol/committees.ts';
import * as documents from '#shared/protocol/documents.ts';
import type { AnyEndpoint } from '#shared/protocol/endpoint.ts';
import * as exports from '#shared/protocol/exports.ts';
import * as home from '#shared/protocol/home.ts';
import * as links from '#shared/protocol/links.ts';
import * as merges from '#shared/protocol/merges.ts';
import * as organisation from '#shared/protocol/organisation.ts';
import * as outline from '#shared/protocol/outline.ts';
import * as own from '#shared/protocol/own.ts';
import * as people from '#shared/protocol/people.ts';
import * as reports from '#shared/protocol/reports.ts';
import * as sections from '#shared/protocol/sections.ts';
import * as session from '#shared/protocol/session.ts';

export interface NamedEndpoint {
  /** As it is exported; also its operation in the OpenAPI document. */
  readonly name: string;
  readonly endpoint: AnyEndpoint;
}

const PROTOCOL = [
  session,
  own,
  links,
  home,
  organisation,
  committees,
  people,
  reports,
  outline,
  sections,
  documents,
  merges,
  exports,
];

/** Every call that the protocol declares, by object and in the order of their names. */
export function listEndpoints(): readonly NamedEndpoint[] {
  return PROTOCOL.flatMap((area) =>
    Object.entries(area).flatMap(([name, value]: [string, unknown]) =>
      isEndpoint(value) ? [{ name, endpoint: value }] : [],
    ),
  );
}

/** The schemas that the protocol names, for the OpenAPI document. */
export function listSchemas(): readonly { readonly name: string; readonly schema: AnyEndpoint['answer'] }[] {
  return PROTOCOL.flatMap((area) =>
    Object.entries(area).flatMap(([name, value]: [string, unknown]) =>
      name.endsWith('Schema') && isSchema(value) ? [{ name, schema: value }] : [],
    ),
  );
}

function isEndpoint(value: unknown): value is AnyEndpoint {
  return typeof value === 'object' && value !== null && 'access' in value && 'answerKind' in value;
}

function isSchema(value: unknown): value is AnyEndpoint['answer'] {
  return typeof value === 'object' && value !== null && 'safeParse' in value;
}
