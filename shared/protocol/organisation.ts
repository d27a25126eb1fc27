import { z } from 'zod';
import { LAYOUT_PROFILES, SIGNATURE_FORMS, TONE_STYLES } from '#shared/model/organisation.ts';
import { COMMITTEE_ROLES } from '#shared/model/person.ts';
import { endpoint } from './endpoint.ts';
import { committeeId, day, login, noContent, nothing, organisationId } from './fields.ts';

const line = z.string().trim().max(200);
const named = line.min(1);

/** What papers are printed with; empty where it is written in by hand. */
export const organisationFieldsSchema = z.object({
  name: named,
  parentName: line,
  place: line,
  /** As in a document number: `ĐU`. */
  abbreviation: z.string().trim().max(20),
  profile: z.enum(LAYOUT_PROFILES),
  toneStyle: z.enum(TONE_STYLES),
  signature: z.object({
    form: z.enum(SIGNATURE_FORMS),
    /** The body named after that form. */
    body: line,
    position: line,
    name: line,
  }),
  /** To whom papers go, without the filing copy. */
  recipients: z.array(named).max(50),
});

export const organisationSchema = organisationFieldsSchema.extend({ id: organisationId });

export const listedOrganisationSchema = z.object({
  id: organisationId,
  name: z.string(),
  committees: z.array(
    z.object({
      id: committeeId,
      title: z.string(),
      hasChair: z.boolean(),
      /** No chair has come in yet: the caller sets it up. */
      mayManage: z.boolean(),
    }),
  ),
});

export const listOrganisations = endpoint({
  method: 'GET',
  path: '/api/organisations',
  summary: 'Every organisation with its committees; who administers manages one until its chair has come in',
  access: 'admin',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(listedOrganisationSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const createOrganisation = endpoint({
  method: 'POST',
  path: '/api/organisations',
  summary: 'Make an organisation, the first step of setting up',
  access: 'admin',
  params: nothing,
  query: nothing,
  body: organisationFieldsSchema,
  answer: organisationSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const getOrganisation = endpoint({
  method: 'GET',
  path: '/api/organisations/:id',
  summary: 'The organisation as papers name it',
  access: 'organisation.edit',
  params: z.object({ id: organisationId }),
  query: nothing,
  body: noContent,
  answer: organisationSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const updateOrganisation = endpoint({
  method: 'PUT',
  path: '/api/organisations/:id',
  summary: 'Change how papers name the organisation; all fields together',
  access: 'organisation.edit',
  params: z.object({ id: organisationId }),
  query: nothing,
  body: organisationFieldsSchema,
  answer: organisationSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const createCommittee = endpoint({
  method: 'POST',
  path: '/api/committees',
  summary: 'Make a committee, with its first chair or roles of one’s own; the deed is shown to the chair',
  access: 'admin',
  params: nothing,
  query: nothing,
  body: z
    .object({
      organisationId,
      title: named,
      congress: line,
      /** As printed: `2020 - 2025`. */
      term: line,
      startedOn: day,
      /** A new account for the first chair; left out when it is oneself, or named later. */
      chair: z.object({ name: z.string().max(400), title: z.string().max(400), login: login.optional() }).optional(),
      /** What the caller will be in it. */
      roles: z.array(z.enum(COMMITTEE_ROLES)).max(COMMITTEE_ROLES.length),
    })
    .strict(),
  answer: z.object({ id: committeeId, title: z.string() }),
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export type ListedOrganisation = z.output<typeof listedOrganisationSchema>;
export type Organisation = z.output<typeof organisationSchema>;
export type OrganisationFields = z.output<typeof organisationFieldsSchema>;
