import type { DocumentId } from '#shared/model/ids.ts';
import type { AppendResult, LogEntry, NewDocument } from '#server/storage/storage.ts';

/** What the main thread asks of the writer's; each number is answered once, in the order of asking. */
export type WriterRequest = { readonly number: number } & WriterTask;

export type WriterTask =
  | { readonly kind: 'append'; readonly batch: readonly LogEntry[] }
  | { readonly kind: 'create-document'; readonly document: NewDocument }
  | { readonly kind: 'bump-epoch'; readonly documentId: DocumentId }
  | { readonly kind: 'close' };

export type WriterMessage =
  { readonly kind: 'ready' } | { readonly kind: 'answer'; readonly number: number; readonly answer: WriterAnswer };

export type WriterAnswer =
  | { readonly kind: 'appended'; readonly results: readonly AppendResult[] }
  | { readonly kind: 'created' }
  | { readonly kind: 'epoch'; readonly epoch: number | undefined }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly reason: string };
