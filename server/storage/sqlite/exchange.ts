import type { AppendResult, LogEntry } from '#server/storage/storage.ts';
import type { Statement, StatementResult } from './statements.ts';

/** What the main thread asks of the writer's; each number is answered once, in the order of asking. */
export type WriterRequest = { readonly number: number } & WriterTask;

/** Between `begin` and its end nothing but `execute` is asked. */
export type WriterTask =
  | { readonly kind: 'append'; readonly batch: readonly LogEntry[] }
  | { readonly kind: 'begin' }
  | { readonly kind: 'execute'; readonly statement: Statement }
  | { readonly kind: 'commit' }
  | { readonly kind: 'rollback' }
  | { readonly kind: 'close' };

export type WriterMessage =
  { readonly kind: 'ready' } | { readonly kind: 'answer'; readonly number: number; readonly answer: WriterAnswer };

export type WriterAnswer =
  | { readonly kind: 'appended'; readonly results: readonly AppendResult[] }
  | { readonly kind: 'executed'; readonly result: StatementResult }
  | { readonly kind: 'done' }
  | Failure;

/** `trouble`: the store can't do it now (no space, no file, no disk), whatever was asked. */
export interface Failure {
  readonly kind: 'failed';
  readonly reason: string;
  readonly trouble: boolean;
}
