import type { z } from 'zod';
import type { CommitteeAction, PartAction, ReportAction, SectionAction } from '#shared/model/right.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What an endpoint asks of its caller, by name. `public`: nobody has to be known. `signedIn`: any person. `admin`: who may administer.
 * The others name the right that the action behind it demands on the object of the path; a right on a document means the right on the
 * section or part that owns it, a right on a link or a claim that on its committee. `organisation.edit`: who may administer, chair and
 * bureau of its committees.
 */
export type Access =
  | 'public'
  | 'signedIn'
  | 'admin'
  | `committee.${CommitteeAction}`
  | 'organisation.edit'
  | `report.${ReportAction}`
  | `section.${SectionAction}`
  | `part.${PartAction}`
  | `document.${'read' | 'comment' | 'edit'}`
  | 'own';

/** One call of the REST surface: the same value serves the route, the client's call and the OpenAPI document. */
export interface Endpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly method: Method;
  /** With `:name` for each parameter. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  /** The status of success; 200 unless said. */
  readonly status: number;
  /** Its body may be a whole list: as large as `bulkBodyBytes`. */
  readonly isBulk?: true;
  /** Changes what has an `ETag`, if asked only where that is still the one in `If-Match`. */
  readonly takesIfMatch?: true;
  /** Its answer shows a secret this once: it is not kept for a repetition, which gets another secret in place of the first. */
  readonly showsSecret?: true;
  /** What the body and the answer are on the wire; `json` unless said. */
  readonly bodyKind: 'none' | 'json' | 'multipart';
  readonly answerKind: 'none' | 'json' | 'file' | 'events';
}

export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;
export type ParamsOf<E extends AnyEndpoint> = z.output<E['params']>;
export type QueryOf<E extends AnyEndpoint> = z.output<E['query']>;
export type BodyOf<E extends AnyEndpoint> = z.output<E['body']>;
export type AnswerOf<E extends AnyEndpoint> = z.output<E['answer']>;

/** Declares an endpoint; it keeps the exact types of its schemas. */
export function endpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(declared: Endpoint<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer> {
  return declared;
}
