import { z } from 'zod';
import { CLAIM_STATES, LINK_STATES } from '#shared/model/person.ts';
import { endpoint } from './endpoint.ts';
import {
  claimId,
  committeeId,
  instant,
  linkId,
  linkSecret,
  newPassword,
  noContent,
  nothing,
  personId,
} from './fields.ts';

/**
 * Ways in for who has no password yet. Each secret is shown once and kept as its hash; looking at a link changes nothing, so that the
 * preview of a chat or a second opening harm nothing. After 30 unknown codes of eight letters from one address within an hour: 429 for codes.
 *
 * Addresses: `/thiet-lap#<secret>` for setting up, `/moi#<secret>` for all others. The secret is the fragment, which no browser sends: it is in
 * no request line, no log and no `Referer`. A meeting's can be read aloud, and typed at `/moi`: `7K4P-QX2M`.
 */
export const linkViewSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('setUp'),
    state: z.enum(LINK_STATES),
    /** Whether `setUpDemo` will do: the server is for this machine alone. */
    mayPlayDemo: z.boolean(),
  }),
  z.object({
    kind: z.enum(['invitation', 'passwordReset']),
    state: z.enum(LINK_STATES),
    name: z.string(),
    login: z.string(),
    /** Title of the committee that invites; null for a new password. */
    committee: z.string().nullable(),
    /** Who gave the link out. */
    by: z.string(),
    expiresAt: instant,
  }),
  z.object({
    kind: z.literal('meeting'),
    state: z.enum(LINK_STATES),
    committee: z.string(),
    by: z.string(),
    expiresAt: instant,
  }),
]);

const secretBody = z.object({ secret: linkSecret }).strict();

export const setUp = endpoint({
  method: 'POST',
  path: '/api/set-up',
  summary: 'Make the first account, which administers, with the link that the start of the server printed; signs in',
  access: 'public',
  params: nothing,
  query: nothing,
  body: z
    .object({
      secret: linkSecret,
      login: z.string().max(1_000),
      name: z.string().max(1_000),
      title: z.string().max(1_000),
      password: newPassword,
    })
    .strict(),
  answer: noContent,
  status: 201,
  bodyKind: 'json',
  answerKind: 'none',
});

export const setUpDemo = endpoint({
  method: 'POST',
  path: '/api/set-up/demo',
  summary:
    'Play the founding example and let anyone sign in as its people until the server stops; only where the server listens on this machine alone, else 409 `demo/not-local`. The set-up link stays good',
  access: 'public',
  params: nothing,
  query: nothing,
  body: secretBody,
  answer: noContent,
  status: 204,
  bodyKind: 'json',
  answerKind: 'none',
});

export const lookAtLink = endpoint({
  method: 'POST',
  path: '/api/links/look',
  summary: 'What a link is and whether it still is good; changes nothing',
  access: 'public',
  params: nothing,
  query: nothing,
  body: secretBody,
  answer: linkViewSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const acceptLink = endpoint({
  method: 'POST',
  path: '/api/links/accept',
  summary:
    'Set the password that a personal link, or a confirmed claim’s secret, is for; signs in, and the link is used up',
  access: 'public',
  params: nothing,
  query: nothing,
  body: z.object({ secret: linkSecret, password: newPassword }).strict(),
  answer: noContent,
  status: 204,
  bodyKind: 'json',
  answerKind: 'none',
});

export const invitationSchema = z.object({
  id: linkId,
  personId,
  name: z.string(),
  by: z.string(),
  at: instant,
  expiresAt: instant,
  state: z.enum(LINK_STATES),
});

export const invite = endpoint({
  method: 'POST',
  path: '/api/committees/:id/invitations',
  summary: 'A personal link for each of these people, shown this once and good for 72 hours; an older one ends',
  access: 'committee.manage',
  params: z.object({ id: committeeId }),
  query: nothing,
  body: z.object({ personIds: z.array(personId).min(1).max(5_000) }).strict(),
  answer: z.object({ items: z.array(z.object({ personId, path: z.string(), expiresAt: instant })) }),
  status: 201,
  isBulk: true,
  showsSecret: true,
  bodyKind: 'json',
  answerKind: 'json',
});

export const listInvitations = endpoint({
  method: 'GET',
  path: '/api/committees/:id/invitations',
  summary: 'The last invitation of each person, newest first, without its secret',
  access: 'committee.manage',
  params: z.object({ id: committeeId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(invitationSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const revokeLink = endpoint({
  method: 'DELETE',
  path: '/api/links/:id',
  summary: 'End an invitation or a meeting’s code before its time',
  access: 'committee.manage',
  params: z.object({ id: linkId }),
  query: nothing,
  body: noContent,
  answer: noContent,
  status: 204,
  bodyKind: 'none',
  answerKind: 'none',
});

export const openMeeting = endpoint({
  method: 'POST',
  path: '/api/committees/:id/meeting-link',
  summary: 'One code for everybody in the room, shown this once; an older one ends. It lets nobody in by itself',
  access: 'committee.manage',
  params: z.object({ id: committeeId }),
  query: nothing,
  body: z.object({ hours: z.number().int().min(1).max(24) }).strict(),
  /** `secret` as it is read aloud. */
  answer: z.object({ id: linkId, secret: z.string(), path: z.string(), expiresAt: instant }),
  status: 201,
  showsSecret: true,
  bodyKind: 'json',
  answerKind: 'json',
});

export const listFreeNames = endpoint({
  method: 'POST',
  path: '/api/links/names',
  summary: 'The names that somebody with a meeting’s code may say is theirs: without a password and not claimed yet',
  access: 'public',
  params: nothing,
  query: nothing,
  body: secretBody,
  answer: z.object({ items: z.array(z.object({ personId, name: z.string(), title: z.string() })) }),
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const claimName = endpoint({
  method: 'POST',
  path: '/api/links/claim',
  summary: 'Say which name is one’s own; the answer’s secret stays in this browser until the inviter has confirmed',
  access: 'public',
  params: nothing,
  query: nothing,
  body: z.object({ secret: linkSecret, personId }).strict(),
  answer: z.object({ claimSecret: z.string() }),
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const lookAtClaim = endpoint({
  method: 'POST',
  path: '/api/links/claimed',
  summary: 'What became of a claim; with `confirmed`, `acceptLink` takes the claim’s secret',
  access: 'public',
  params: nothing,
  query: nothing,
  body: z.object({ claimSecret: linkSecret }).strict(),
  answer: z.object({ state: z.enum(CLAIM_STATES), name: z.string(), login: z.string() }),
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const claimSchema = z.object({
  id: claimId,
  personId,
  name: z.string(),
  title: z.string(),
  state: z.enum(CLAIM_STATES),
  at: instant,
});

export const listClaims = endpoint({
  method: 'GET',
  path: '/api/committees/:id/claims',
  summary: 'Who in the room said which name is theirs during the last day, newest first',
  access: 'committee.manage',
  params: z.object({ id: committeeId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(claimSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const confirmClaim = endpoint({
  method: 'POST',
  path: '/api/claims/:id/confirm',
  summary: 'It is them: they may set their password now',
  access: 'committee.manage',
  params: z.object({ id: claimId }),
  query: nothing,
  body: noContent,
  answer: claimSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const refuseClaim = endpoint({
  method: 'POST',
  path: '/api/claims/:id/refuse',
  summary: 'It is not them: the name is free again',
  access: 'committee.manage',
  params: z.object({ id: claimId }),
  query: nothing,
  body: noContent,
  answer: claimSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export type LinkView = z.output<typeof linkViewSchema>;
export type Invitation = z.output<typeof invitationSchema>;
export type Claim = z.output<typeof claimSchema>;
