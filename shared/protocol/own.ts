import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, newPassword, noContent, nothing, sessionId, tokenId } from './fields.ts';

export const ownSessionSchema = z.object({
  id: sessionId,
  /** Browser and system: `Firefox · Windows`; empty where it did not say. */
  device: z.string(),
  createdAt: instant,
  usedAt: instant,
  expiresAt: instant,
  /** The one that asks. */
  isThis: z.boolean(),
});

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/me/sessions',
  summary: 'Where the caller is signed in, last used first',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(ownSessionSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  summary: 'End one of the caller’s sessions, with all that is open through it',
  access: 'own',
  params: z.object({ id: sessionId }),
  query: nothing,
  body: noContent,
  answer: noContent,
  status: 204,
  bodyKind: 'none',
  answerKind: 'none',
});

export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/api/me/sessions',
  summary: 'End every session of the caller but this one',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: noContent,
  status: 204,
  bodyKind: 'none',
  answerKind: 'none',
});

export const changePassword = endpoint({
  method: 'PUT',
  path: '/api/me/password',
  summary: 'Change the own password; every other session ends',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: z.object({ old: z.string().max(1_024), new: newPassword }).strict(),
  answer: noContent,
  status: 204,
  bodyKind: 'json',
  answerKind: 'none',
});

export const ownTokenSchema = z.object({
  id: tokenId,
  name: z.string(),
  createdAt: instant,
  expiresAt: instant,
  usedAt: instant.nullable(),
});

export const listTokens = endpoint({
  method: 'GET',
  path: '/api/me/tokens',
  summary: 'The personal tokens of the caller, newest first, without their secrets',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(ownTokenSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const makeToken = endpoint({
  method: 'POST',
  path: '/api/me/tokens',
  summary: 'A personal token for scripts, shown this once; only from a session, as a token makes no others',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: z
    .object({
      name: z.string().trim().min(1).max(80),
      days: z.number().int().min(1).max(365).default(90),
    })
    .strict(),
  answer: ownTokenSchema.extend({ token: z.string() }),
  status: 201,
  showsSecret: true,
  bodyKind: 'json',
  answerKind: 'json',
});

export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/api/me/tokens/:id',
  summary: 'End a personal token, with all that is open through it',
  access: 'own',
  params: z.object({ id: tokenId }),
  query: nothing,
  body: noContent,
  answer: noContent,
  status: 204,
  bodyKind: 'none',
  answerKind: 'none',
});

export type OwnSession = z.output<typeof ownSessionSchema>;
export type OwnToken = z.output<typeof ownTokenSchema>;
