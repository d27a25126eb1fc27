import type { Request, Response } from 'express';
import type { AnyEndpoint } from '#shared/protocol/endpoint.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import type { Events } from './events.ts';
import type { UploadTurns } from './uploads.ts';

/** What the routes are given of the program. */
interface HttpTools {
  readonly context: Context;
  readonly limits: Limits;
  readonly events: Events;
  readonly uploads: UploadTurns;
  /** People reach the server over https alone. */
  readonly isHttps: boolean;
  readonly version: string;
}

/** A request that passed every gate: `caller` is there unless the endpoint is public. */
export interface Visit {
  readonly tools: HttpTools;
  readonly request: Request;
  readonly response: Response;
  readonly caller: Caller | undefined;
}

/** An endpoint with what answers it. */
export interface Route {
  readonly endpoint: AnyEndpoint;
  answer(visit: Visit): Promise<void>;
}
