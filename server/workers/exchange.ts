import type { TaskInput, TaskName } from './tasks.ts';

/** One task at a time goes to a worker, so that neither message needs a number. */
export interface WorkerRequest<Name extends TaskName = TaskName> {
  readonly name: Name;
  readonly input: TaskInput<Name>;
}

/** Whoever carries an answer knows not of which task it is: to them the output is `never`, which fits every one who waits. */
export type WorkerAnswer<Output = never> =
  { readonly kind: 'done'; readonly output: Output } | { readonly kind: 'failed'; readonly reason: string };
