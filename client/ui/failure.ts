import { ERROR_CODES, type ErrorCode } from '#shared/model/errors.ts';

/** What a screen says of a failure. */
export interface Failure {
  readonly code: ErrorCode;
  /** The server did not answer at all. */
  readonly isOutOfReach: boolean;
  /** To look the fault up in the server's log. */
  readonly requestId: string | undefined;
}

/** Reads a failure from whatever was thrown; what is not a refusal of the server is a fault of ours. */
export function failureOf(error: unknown): Failure {
  const told =
    typeof error === 'object' && error !== null ? new Map(Object.entries(error)) : new Map<string, unknown>();
  const requestId: unknown = told.get('requestId');
  return {
    code: ERROR_CODES.find((code) => code === told.get('code')) ?? 'internal',
    isOutOfReach: told.get('status') === 0,
    requestId: typeof requestId === 'string' ? requestId : undefined,
  };
}
