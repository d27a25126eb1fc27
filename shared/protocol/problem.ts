import { z } from 'zod';

/** The body of every refusal: RFC 9457 `application/problem+json`. `code` is one of `ERROR_CODES`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  /** To look the fault up in the log; only with `internal`. */
  requestId: z.string().optional(),
  /** Fields that were wrong: RFC 6901 pointers into the body. */
  errors: z.array(z.object({ pointer: z.string(), code: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

export type Problem = z.output<typeof problemSchema>;
