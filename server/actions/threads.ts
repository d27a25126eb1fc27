import { z } from 'zod';
import { DomainError, type ErrorCode } from '#shared/model/errors.ts';
import {
  idOf,
  type BlockId,
  type DocumentId,
  type MessageId,
  type PersonId,
  type ThreadId,
} from '#shared/model/ids.ts';
import type { Thread } from '#shared/protocol/documents.ts';
import { personId } from '#shared/protocol/fields.ts';
import { authorizeDocument, findDocumentAccess } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context, DurableText } from '#server/context.ts';
import { markQuote } from '#server/domain/quote.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import {
  findThread,
  insertMessage,
  insertThread,
  listMessages,
  listThreads as listThreadRows,
  markThreadOpen,
  markThreadResolved,
  type MessageRow,
  type ThreadRow,
} from '#server/storage/rows/threads.ts';
import { noteDeed } from './note-deed.ts';
import { transact, transactChange } from './transact.ts';

const storedMentions = z.array(personId);

/** The comment threads of a text, oldest first. */
export async function listThreads(
  context: Context,
  caller: Caller,
  input: { readonly id: DocumentId },
): Promise<{ items: Thread[] }> {
  const { rows } = context.storage;
  await authorizeDocument(rows, caller, input.id, 'read');
  const threads = await listThreadRows(rows, input.id);
  const messages = await listMessages(
    rows,
    threads.map((thread) => thread.id),
  );
  return { items: threads.map((thread) => describeThread(thread, messages)) };
}

/**
 * Comments on quoted words: the mark in the text and the thread are written as one. The words are looked for in the text as it is at that
 * moment; throws `thread/quote-missing`, or `thread/quote-repeated` where they stand there more than once and `at` is not given.
 */
export async function createThread(
  context: Context,
  caller: Caller,
  input: {
    readonly id: DocumentId;
    readonly blockId: BlockId;
    readonly quote: string;
    readonly text: string;
    readonly at?: number | undefined;
    readonly mentions: readonly PersonId[];
  },
): Promise<Thread> {
  demandText(input.text);
  await authorizeDocument(context.storage.rows, caller, input.id, 'comment');
  const at = context.now();
  const thread: ThreadRow = {
    id: idOf<ThreadId>(context.newId()),
    document_id: input.id,
    state: 'open',
    block_id: input.blockId,
    quote: input.quote,
    by_id: caller.personId,
    at,
    resolved_by: null,
    resolved_at: null,
  };
  const message = messageOf(context, caller, { ...input, threadId: thread.id, at });
  const change = {
    documentId: input.id,
    by: caller.personId,
    decide: (found: DurableText) => {
      const marked = markQuote(found.content, input, thread.id);
      if (!marked.ok) throw new DomainError(marked.code, marked.details);
      return marked.value;
    },
  };
  return transactChange(context, change, async (tx, tell) => {
    // Asked again: the right may have gone while the words were looked for.
    await authorizeDocument(tx, caller, input.id, 'comment');
    await demandReaders(tx, input.id, input.mentions);
    await insertThread(tx, thread);
    await insertMessage(tx, message);
    await noteThread(tx, caller, thread, 'create', at);
    tell({ kind: 'threads', documentId: input.id });
    return describeThread(thread, [message]);
  });
}

/** Answers in an open thread. */
export async function answerThread(
  context: Context,
  caller: Caller,
  input: { readonly id: ThreadId; readonly text: string; readonly mentions: readonly PersonId[] },
): Promise<Thread> {
  demandText(input.text);
  return changeThread(context, caller, input.id, async (tx, thread, at) => {
    if (thread.state !== 'open') throw new DomainError('thread/not-open');
    await demandReaders(tx, thread.document_id, input.mentions);
    await insertMessage(tx, messageOf(context, caller, { ...input, threadId: thread.id, at }));
    await noteThread(tx, caller, thread, 'answer', at);
  });
}

/** Settles a thread; its mark stays in the text. */
export async function resolveThread(
  context: Context,
  caller: Caller,
  input: { readonly id: ThreadId },
): Promise<Thread> {
  return moveThread(context, caller, input.id, {
    deed: 'resolve',
    from: 'open',
    otherwise: 'thread/not-open',
    mark: (tx, { id }, at) => markThreadResolved(tx, id, caller.personId, at),
  });
}

/** Takes a settled thread up again. */
export async function reopenThread(
  context: Context,
  caller: Caller,
  input: { readonly id: ThreadId },
): Promise<Thread> {
  return moveThread(context, caller, input.id, {
    deed: 'reopen',
    from: 'resolved',
    otherwise: 'thread/not-resolved',
    mark: (tx, { id }) => markThreadOpen(tx, id),
  });
}

interface ThreadMove {
  readonly deed: string;
  readonly from: ThreadRow['state'];
  /** Why a thread in another state stays as it is. */
  readonly otherwise: ErrorCode;
  readonly mark: (tx: Rows, thread: ThreadRow, at: number) => Promise<void>;
}

async function moveThread(context: Context, caller: Caller, id: ThreadId, move: ThreadMove): Promise<Thread> {
  return changeThread(context, caller, id, async (tx, thread, at) => {
    if (thread.state !== move.from) throw new DomainError(move.otherwise);
    await move.mark(tx, thread, at);
    await noteThread(tx, caller, thread, move.deed, at);
  });
}

async function changeThread(
  context: Context,
  caller: Caller,
  id: ThreadId,
  change: (tx: Rows, thread: ThreadRow, at: number) => Promise<void>,
): Promise<Thread> {
  return transact(context, async (tx, tell) => {
    const thread = await findThread(tx, id);
    if (thread === undefined) throw new DomainError('not_found');
    await authorizeDocument(tx, caller, thread.document_id, 'comment');
    await change(tx, thread, context.now());
    tell({ kind: 'threads', documentId: thread.document_id });
    return describeThread((await findThread(tx, id)) ?? thread, await listMessages(tx, [id]));
  });
}

function demandText(text: string): void {
  if (text.trim() === '') throw new DomainError('thread/text-empty');
}

/** A mention of who may not read the text would tell them of it, and tell the others that they exist. */
async function demandReaders(rows: Rows, documentId: DocumentId, people: readonly PersonId[]): Promise<void> {
  for (const id of people) {
    const access = await findDocumentAccess(rows, { personId: id }, documentId);
    if (!access?.rights.some((right) => right === 'read')) throw new DomainError('thread/person-unknown');
  }
}

function messageOf(
  context: Context,
  caller: Caller,
  input: {
    readonly threadId: ThreadId;
    readonly at: number;
    readonly text: string;
    readonly mentions: readonly PersonId[];
  },
): MessageRow {
  return {
    id: idOf<MessageId>(context.newId()),
    thread_id: input.threadId,
    by_id: caller.personId,
    at: input.at,
    text: input.text,
    mentions_json: JSON.stringify([...new Set(input.mentions)]),
  };
}

async function noteThread(tx: Rows, caller: Caller, thread: ThreadRow, deed: string, at: number): Promise<void> {
  await noteDeed(tx, caller, `thread.${deed}`, { id: thread.id, at, details: { documentId: thread.document_id } });
}

function describeThread(thread: ThreadRow, messages: readonly MessageRow[]): Thread {
  return {
    id: thread.id,
    documentId: thread.document_id,
    state: thread.state,
    blockId: idOf<BlockId>(thread.block_id),
    quote: thread.quote,
    by: thread.by_id,
    at: thread.at,
    resolvedBy: thread.resolved_by,
    resolvedAt: thread.resolved_at,
    messages: messages
      .filter((message) => message.thread_id === thread.id)
      .map((message) => ({
        id: message.id,
        by: message.by_id,
        at: message.at,
        text: message.text,
        mentions: mentionsOf(message),
      })),
  };
}

/** Whom a message mentions. */
export function mentionsOf(message: MessageRow): PersonId[] {
  return storedMentions.parse(JSON.parse(message.mentions_json));
}
