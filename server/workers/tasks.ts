import type { CleanImage, ImageInput } from '#server/convert/image.ts';
import type { DocxInput } from '#server/convert/tasks.ts';
import type { MergeInput, StagedMerge } from '#shared/document/merge/three-way.ts';
import type { Outcome } from '#shared/model/errors.ts';

/** Each task by its name: what goes in and what comes out, both plain data. */
interface Tasks {
  readonly merge: { readonly input: MergeInput; readonly output: StagedMerge };
  readonly docx: { readonly input: DocxInput; readonly output: Uint8Array };
  readonly image: { readonly input: ImageInput; readonly output: Outcome<CleanImage> };
}

export type TaskName = keyof Tasks;
export type TaskInput<Name extends TaskName> = Tasks[Name]['input'];
export type TaskOutput<Name extends TaskName> = Tasks[Name]['output'];

/**
 * Where a task runs. A thread shares the process and starts fast; a child may crash in native code, or be killed in the middle of
 * it, without taking the server along.
 */
export const HOMES: Readonly<Record<TaskName, 'thread' | 'child'>> = {
  merge: 'thread',
  docx: 'thread',
  image: 'child',
};

/** What a task needs is loaded with its first run: a thread that merges never pays for Word. */
export const TASKS: { readonly [Name in TaskName]: (input: TaskInput<Name>) => Promise<TaskOutput<Name>> } = {
  merge: async (input) => (await import('#shared/document/merge/three-way.ts')).mergeThreeWay(input),
  docx: async (input) => (await import('#server/convert/tasks.ts')).docxOf(input),
  image: async (input) => (await import('#server/convert/image.ts')).cleanImage(input),
};
