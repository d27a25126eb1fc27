import { z } from 'zod';
import { SECTION_STATES } from '#shared/model/section.ts';
import { endpoint } from './endpoint.ts';
import { day, instant, noContent, nothing, personId, reportId, sectionId, documentId, threadId } from './fields.ts';
import { outlineNodeSchema } from './reports.ts';

/** One thing that waits on the caller, most urgent kind first. A `title` has the number of its section or part before it. */
export const waitingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('returned'),
    sectionId,
    title: z.string(),
    reason: z.string(),
    by: personId,
    byName: z.string(),
    at: instant,
  }),
  z.object({
    kind: z.literal('threads'),
    documentId,
    sectionId: sectionId.nullable(),
    title: z.string(),
    count: z.number().int(),
    threadId,
    byName: z.string(),
    text: z.string(),
    at: instant,
  }),
  z.object({
    kind: z.literal('submitted'),
    sectionId,
    title: z.string(),
    byName: z.string(),
    /** What was said with the submission; may be empty. */
    note: z.string(),
    at: instant,
  }),
  z.object({ kind: z.literal('toMerge'), reportId, count: z.number().int(), at: instant }),
  z.object({
    kind: z.literal('unstarted'),
    sectionId,
    title: z.string(),
    due: day.nullable(),
    /** When the caller was given it; null where that was never noted. */
    at: instant.nullable(),
  }),
]);

export const homeSchema = z.object({
  waiting: z.array(waitingSchema),
  /** Sections the caller owns or writes along, by due date. `path` as in the section's detail. */
  sections: z.array(
    z.object({
      section: outlineNodeSchema,
      reportId,
      path: z.array(z.string()),
      relation: z.enum(['owner', 'coEditor']),
    }),
  ),
  /** The caller's committees in one line each, counted over what the caller may know. */
  committees: z.array(
    z.object({
      reportId,
      title: z.string(),
      sections: z.number().int(),
      byState: z.record(z.enum(SECTION_STATES), z.number().int()),
    }),
  ),
});

export const getHome = endpoint({
  method: 'GET',
  path: '/api/home',
  summary: 'What waits on the caller, and their sections',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: homeSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

/** What a server-sent event says: something of this kind changed; the client asks again. Never text. */
export const changeHintSchema = z.object({
  kind: z.enum(['report', 'committee', 'section', 'threads', 'merges', 'job', 'notices']),
  id: z.string(),
});

export const getEvents = endpoint({
  method: 'GET',
  path: '/api/events',
  summary: 'Server-sent events: what changed among the things the caller may know',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: changeHintSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'events',
});

export type Home = z.output<typeof homeSchema>;
export type Waiting = z.output<typeof waitingSchema>;
export type ChangeHint = z.output<typeof changeHintSchema>;
