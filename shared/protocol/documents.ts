import { z } from 'zod';
import { TEXT_GRADES } from '#shared/model/right.ts';
import { endpoint } from './endpoint.ts';
import {
  blockId,
  documentId,
  imageId,
  instant,
  messageId,
  noContent,
  nothing,
  personId,
  threadId,
  versionId,
} from './fields.ts';

export const documentSchema = z.object({
  id: documentId,
  kind: z.enum(['section', 'part']),
  lineage: z.string(),
  schemaVersion: z.number().int(),
  grade: z.enum(TEXT_GRADES),
  /** The section's state, or `part`. */
  documentState: z.string(),
});

export const getDocument = endpoint({
  method: 'GET',
  path: '/api/documents/:id',
  summary: 'What a client must know before it opens a live text',
  access: 'document.read',
  params: z.object({ id: documentId }),
  query: nothing,
  body: noContent,
  answer: documentSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const documentTextSchema = z.object({
  blocks: z.array(z.object({ id: blockId, type: z.string(), level: z.number().int(), text: z.string() })),
  /** Base64 of the Yjs state vector the text was read at. */
  stateVector: z.string(),
});

export const getDocumentText = endpoint({
  method: 'GET',
  path: '/api/documents/:id/text',
  summary: 'The text as it is now on disk; reading writes nothing',
  access: 'document.read',
  params: z.object({ id: documentId }),
  query: z.object({ suggestions: z.enum(['accepted', 'rejected']).default('accepted') }),
  body: noContent,
  answer: documentTextSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const messageSchema = z.object({
  id: messageId,
  by: personId,
  at: instant,
  text: z.string(),
  mentions: z.array(personId),
});

export const threadSchema = z.object({
  id: threadId,
  documentId,
  state: z.enum(['open', 'resolved']),
  blockId,
  quote: z.string(),
  by: personId,
  at: instant,
  resolvedBy: personId.nullable(),
  resolvedAt: instant.nullable(),
  messages: z.array(messageSchema),
});

export const listThreads = endpoint({
  method: 'GET',
  path: '/api/documents/:id/threads',
  summary: 'The comment threads of a text, oldest first',
  access: 'document.read',
  params: z.object({ id: documentId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(threadSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

const commentText = z.string().max(4_000);

export const createThread = endpoint({
  method: 'POST',
  path: '/api/documents/:id/threads',
  summary: 'Comment on a quoted place of a text; the server writes the mark',
  access: 'document.comment',
  params: z.object({ id: documentId }),
  query: nothing,
  body: z
    .object({
      blockId,
      quote: z.string().min(1).max(10_000),
      text: commentText,
      /** Offset of the quote in the block's text, in UTF-16 units; needed where the quote occurs more than once. */
      at: z.number().int().min(0).optional(),
      mentions: z.array(personId).max(20).default([]),
    })
    .strict(),
  answer: threadSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const answerThread = endpoint({
  method: 'POST',
  path: '/api/threads/:id/messages',
  summary: 'Answer in a thread',
  access: 'document.comment',
  params: z.object({ id: threadId }),
  query: nothing,
  body: z.object({ text: commentText, mentions: z.array(personId).max(20).default([]) }).strict(),
  answer: threadSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const resolveThread = endpoint({
  method: 'POST',
  path: '/api/threads/:id/resolve',
  summary: 'Settle a thread; its mark stays, its highlight goes',
  access: 'document.comment',
  params: z.object({ id: threadId }),
  query: nothing,
  body: nothing.optional(),
  answer: threadSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const reopenThread = endpoint({
  method: 'POST',
  path: '/api/threads/:id/reopen',
  summary: 'Take a settled thread up again',
  access: 'document.comment',
  params: z.object({ id: threadId }),
  query: nothing,
  body: nothing.optional(),
  answer: threadSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const VERSION_KINDS = [
  'automatic',
  'named',
  'submission',
  'return',
  'receipt',
  'merge',
  'revert',
  'draft',
  'withdrawal',
  'reopening',
] as const;

export const versionSchema = z.object({
  id: versionId,
  kind: z.enum(VERSION_KINDS),
  name: z.string(),
  by: personId.nullable(),
  at: instant,
  words: z.number().int(),
});

export const listVersions = endpoint({
  method: 'GET',
  path: '/api/documents/:id/versions',
  summary: 'The kept versions of a text, newest first',
  access: 'document.read',
  params: z.object({ id: documentId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(versionSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const createVersion = endpoint({
  method: 'POST',
  path: '/api/documents/:id/versions',
  summary: 'Keep the text as it is now on disk under a name',
  access: 'document.edit',
  params: z.object({ id: documentId }),
  query: nothing,
  body: z.object({ name: z.string().trim().max(200).default('') }).strict(),
  answer: versionSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const uploadImage = endpoint({
  method: 'POST',
  path: '/api/documents/:id/images',
  summary: 'Put a picture into a text; field `file`, re-encoded by the server',
  access: 'document.edit',
  params: z.object({ id: documentId }),
  query: nothing,
  body: noContent,
  answer: z.object({ id: imageId, width: z.number().int(), height: z.number().int() }),
  status: 201,
  bodyKind: 'multipart',
  answerKind: 'json',
});

export const getImage = endpoint({
  method: 'GET',
  path: '/api/images/:id',
  summary: 'A picture of a text',
  access: 'document.read',
  params: z.object({ id: imageId }),
  query: nothing,
  body: noContent,
  answer: noContent,
  status: 200,
  bodyKind: 'none',
  answerKind: 'file',
});

export type DocumentInfo = z.output<typeof documentSchema>;
export type DocumentText = z.output<typeof documentTextSchema>;
export type Thread = z.output<typeof threadSchema>;
export type ThreadMessage = z.output<typeof messageSchema>;
export type Version = z.output<typeof versionSchema>;
