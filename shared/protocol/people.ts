import { z } from 'zod';
import { ACCOUNT_STATES, COMMITTEE_ROLES } from '#shared/model/person.ts';
import { endpoint } from './endpoint.ts';
import { committeeId, instant, noContent, nothing, personId } from './fields.ts';

const roles = z.array(z.enum(COMMITTEE_ROLES));

export const memberSchema = z.object({
  id: personId,
  login: z.string(),
  name: z.string(),
  title: z.string(),
  roles,
  account: z.enum(ACCOUNT_STATES),
});

/**
 * One line of a list pasted from a spreadsheet, as it stands there: what is wrong with it is told for each line by itself. Without a
 * login one is made from the name.
 */
export const personLineSchema = z
  .object({
    name: z.string().max(1_000),
    title: z.string().max(1_000),
    roles: z.array(z.string().max(40)).max(20),
    login: z.string().max(1_000).optional(),
  })
  .strict();

const peopleBody = z.object({ people: z.array(personLineSchema).min(1).max(5_000) }).strict();
const lineFault = z.object({ pointer: z.string(), code: z.string() });

export const listMembers = endpoint({
  method: 'GET',
  path: '/api/committees/:id/people',
  summary: 'The people of a committee and whether they can come in yet, for who looks after them',
  access: 'committee.manage',
  params: z.object({ id: committeeId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(memberSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const checkPeople = endpoint({
  method: 'POST',
  path: '/api/committees/:id/people/check',
  summary: 'What adding these people would do: the login of each line, and all that is wrong; changes nothing',
  access: 'committee.manage',
  params: z.object({ id: committeeId }),
  query: nothing,
  body: peopleBody,
  /** `logins` by line; empty for a line that no login can be made for. `code` is one of `ERROR_CODES`. */
  answer: z.object({ logins: z.array(z.string()), errors: z.array(lineFault) }),
  status: 200,
  isBulk: true,
  bodyKind: 'json',
  answerKind: 'json',
});

export const addPeople = endpoint({
  method: 'POST',
  path: '/api/committees/:id/people',
  summary:
    'Add people with new accounts, all or none: 422 `people/lines-wrong` with a pointer and a code for each fault',
  access: 'committee.manage',
  params: z.object({ id: committeeId }),
  query: nothing,
  body: peopleBody,
  answer: z.object({ items: z.array(memberSchema) }),
  status: 201,
  isBulk: true,
  bodyKind: 'json',
  answerKind: 'json',
});

export const setRoles = endpoint({
  method: 'PATCH',
  path: '/api/committees/:id/people/:personId',
  summary: 'Say what a person is in the committee; also takes in a person whom the caller knows from elsewhere',
  access: 'committee.manage',
  params: z.object({ id: committeeId, personId }),
  query: nothing,
  body: z.object({ roles: roles.min(1).max(COMMITTEE_ROLES.length) }).strict(),
  answer: memberSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const removePerson = endpoint({
  method: 'DELETE',
  path: '/api/committees/:id/people/:personId',
  summary: 'Take a person out of the committee; 409 with the sections while they own any',
  access: 'committee.manage',
  params: z.object({ id: committeeId, personId }),
  query: nothing,
  body: noContent,
  answer: noContent,
  status: 204,
  bodyKind: 'none',
  answerKind: 'none',
});

/**
 * A right that somebody gave or took, the installation's administrator too. `roles` without any: the person was taken out. `newPassword`: a
 * link to set one was given out, and its holder may do all that the person may.
 */
export const rightChangeSchema = z.object({
  kind: z.enum(['roles', 'newPassword']),
  personId,
  name: z.string(),
  roles,
  by: z.string(),
  at: instant,
});

export const listRightChanges = endpoint({
  method: 'GET',
  path: '/api/committees/:id/right-changes',
  summary:
    'Who was given which role in the committee, or a link to a new password, by whom and when, newest first, a page at a time',
  access: 'committee.manage',
  params: z.object({ id: committeeId }),
  query: z.object({ cursor: z.coerce.number().int().min(1).optional() }),
  body: noContent,
  /** `next` is the cursor of the page after this one; null on the last. */
  answer: z.object({ items: z.array(rightChangeSchema), next: z.number().int().nullable() }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const personSchema = z.object({
  id: personId,
  login: z.string(),
  name: z.string(),
  title: z.string(),
  admin: z.boolean(),
  account: z.enum(ACCOUNT_STATES),
  createdAt: instant,
  deactivatedAt: instant.nullable(),
  committees: z.array(z.object({ id: committeeId, title: z.string(), roles })),
});

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  summary: 'Every account by login, a page at a time',
  access: 'admin',
  params: nothing,
  /** `q` finds letters of a name or login, marks left out or not. */
  query: z.object({ cursor: z.string().max(64).optional(), q: z.string().trim().max(80).optional() }),
  body: noContent,
  /** `next` is the cursor of the page after this one; null on the last. */
  answer: z.object({ items: z.array(personSchema), next: z.string().nullable() }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const updatePerson = endpoint({
  method: 'PATCH',
  path: '/api/people/:id',
  summary: 'Change an account’s name and title, or whether it may administer',
  access: 'admin',
  params: z.object({ id: personId }),
  query: nothing,
  body: z
    .object({
      name: z.string().max(1_000).optional(),
      title: z.string().max(1_000).optional(),
      admin: z.boolean().optional(),
    })
    .strict(),
  answer: personSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/people/:id/password-reset',
  summary: 'A link, shown this once, by which the person sets a new password within a day',
  access: 'admin',
  params: z.object({ id: personId }),
  query: nothing,
  body: noContent,
  answer: z.object({ path: z.string(), expiresAt: instant }),
  status: 201,
  showsSecret: true,
  bodyKind: 'none',
  answerKind: 'json',
});

export const deactivatePerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/deactivate',
  summary: 'Let nobody in under this account any more; 409 while they own sections or are a committee’s only chair',
  access: 'admin',
  params: z.object({ id: personId }),
  query: nothing,
  body: noContent,
  answer: personSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const activatePerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/activate',
  summary: 'Let a person in again, with the password they had',
  access: 'admin',
  params: z.object({ id: personId }),
  query: nothing,
  body: noContent,
  answer: personSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export type Member = z.output<typeof memberSchema>;
export type RightChange = z.output<typeof rightChangeSchema>;
export type PersonLine = z.output<typeof personLineSchema>;
export type Person = z.output<typeof personSchema>;
