import { z } from 'zod';

const restagedSchema = z.object({ restagedKept: z.number() });

/** What the address of a comparison made anew carries along: how many decisions it kept. */
export type Restaged = z.output<typeof restagedSchema>;

/** How many decisions went along, or null where nothing was compared anew. */
export function readRestaged(state: unknown): number | null {
  const parsed = restagedSchema.safeParse(state);
  return parsed.success ? parsed.data.restagedKept : null;
}
