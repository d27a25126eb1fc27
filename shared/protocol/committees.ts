import { z } from 'zod';
import { COMMITTEE_ROLES } from '#shared/model/person.ts';
import { COMMITTEE_ACTIONS } from '#shared/model/right.ts';
import { endpoint } from './endpoint.ts';
import { committeeId, noContent, nothing, organisationId, personId, reportId } from './fields.ts';

export const committeeSchema = z.object({
  id: committeeId,
  title: z.string(),
  organisationId,
  organisation: z.string(),
  /** As they were typed when it was made. */
  congress: z.string(),
  term: z.string(),
  people: z.array(
    z.object({ id: personId, login: z.string(), name: z.string(), roles: z.array(z.enum(COMMITTEE_ROLES)) }),
  ),
  /** Empty for who sets the committee up without being of it. */
  reports: z.array(z.object({ id: reportId, title: z.string() })),
  rights: z.array(z.enum(COMMITTEE_ACTIONS)),
});

export const getCommittee = endpoint({
  method: 'GET',
  path: '/api/committees/:id',
  summary: 'A committee, its people and reports',
  access: 'committee.see',
  params: z.object({ id: committeeId }),
  query: nothing,
  body: noContent,
  answer: committeeSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const listCommittees = endpoint({
  method: 'GET',
  path: '/api/committees',
  summary: 'The committees of the caller',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(z.object({ id: committeeId, title: z.string() })) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export type Committee = z.output<typeof committeeSchema>;
