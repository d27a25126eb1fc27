import { z } from 'zod';
import { COMMITTEE_ROLES } from '#shared/model/person.ts';
import { endpoint } from './endpoint.ts';
import { committeeId, login, noContent, nothing, personId } from './fields.ts';

export const demoPersonSchema = z.object({
  login: z.string(),
  name: z.string(),
  roles: z.array(z.enum(COMMITTEE_ROLES)),
  admin: z.boolean(),
});

export const aboutSchema = z.object({
  version: z.string(),
  /** Whether anyone may sign in as a person of the demo. */
  demo: z.boolean(),
  demoPeople: z.array(demoPersonSchema),
  /** No account but the demo's is here yet: the link that the start of the server printed makes the first one. */
  setUp: z.boolean(),
});

export const meSchema = z.object({
  id: personId,
  login: z.string(),
  name: z.string(),
  admin: z.boolean(),
  /** Signed in through the demo: the bar to act as another person is shown. */
  demo: z.boolean(),
  committees: z.array(z.object({ id: committeeId, title: z.string(), roles: z.array(z.enum(COMMITTEE_ROLES)) })),
});

export const about = endpoint({
  method: 'GET',
  path: '/api/about',
  summary: 'What this installation is, for the sign-in screen',
  access: 'public',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: aboutSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in; answers with the session cookie',
  access: 'public',
  params: nothing,
  query: nothing,
  body: z.object({ login, password: z.string().min(1).max(1_024) }).strict(),
  answer: noContent,
  status: 204,
  bodyKind: 'json',
  answerKind: 'none',
});

export const demoSignIn = endpoint({
  method: 'POST',
  path: '/api/demo/session',
  summary: 'Sign in as a person of the demo, without a password; only while the demo is on',
  access: 'public',
  params: nothing,
  query: nothing,
  body: z.object({ login }).strict(),
  answer: noContent,
  status: 204,
  bodyKind: 'json',
  answerKind: 'none',
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  summary: 'End this session',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: noContent,
  status: 204,
  bodyKind: 'none',
  answerKind: 'none',
});

export const me = endpoint({
  method: 'GET',
  path: '/api/me',
  summary: 'Who is signed in, and in which committees',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: meSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export type About = z.output<typeof aboutSchema>;
export type DemoPerson = z.output<typeof demoPersonSchema>;
export type Me = z.output<typeof meSchema>;
