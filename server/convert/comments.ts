import type { ThreadId } from '#shared/model/ids.ts';
import { printable } from './printable.ts';

/** A thread that is to stand beside the text. */
export interface ReportThread {
  readonly id: ThreadId;
  /** Oldest first: the comment, then its answers. */
  readonly messages: readonly ReportMessage[];
}

interface ReportMessage {
  readonly author: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly text: string;
}

/** A comment as a file has it: numbered in the order of the places in the text, its answers right after it. */
export interface ReportComment {
  readonly number: number;
  /** The comment it answers; null for the first of its thread. */
  readonly answers: number | null;
  readonly author: string;
  readonly initials: string;
  readonly at: number;
  readonly lines: readonly string[];
}

/** Which comments begin before a run and which end after it. */
export interface CommentEdges {
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

export interface CommentPlaces {
  /** Asked once for each paragraph in reading order: for each of its runs, the threads that mark it. Gives the edges of each run. */
  next(marked: readonly (readonly ThreadId[])[]): readonly CommentEdges[];
  /** The comments placed so far. A thread whose words are no longer in the text has no place, and so none here. */
  placed(): readonly ReportComment[];
}

/**
 * Gives each thread one unbroken range, as a Word file can say no more: from the first to the last of its runs in the first
 * paragraph that has any.
 */
export function startComments(threads: readonly ReportThread[]): CommentPlaces {
  const waiting = new Map(threads.filter((thread) => thread.messages.length > 0).map((thread) => [thread.id, thread]));
  const comments: ReportComment[] = [];

  function place(thread: ReportThread): readonly number[] {
    const first = comments.length;
    thread.messages.forEach((message, at) => {
      comments.push(commentOf(message, first + at, at === 0 ? null : first));
    });
    return comments.slice(first).map((comment) => comment.number);
  }

  return {
    next(marked) {
      const edges = marked.map(() => ({ begins: [] as number[], ends: [] as number[] }));
      marked.forEach((ids, at) => {
        for (const id of ids) {
          const thread = waiting.get(id);
          if (thread === undefined) continue;
          waiting.delete(id);
          const numbers = place(thread);
          edges[at]?.begins.push(...numbers);
          edges[marked.findLastIndex((others) => others.includes(id))]?.ends.push(...numbers);
        }
      });
      return edges;
    },
    placed: () => comments,
  };
}

function commentOf(message: ReportMessage, number: number, answers: number | null): ReportComment {
  const author = printable(message.author);
  return {
    number,
    answers,
    author,
    initials: initialsOf(author),
    at: message.at,
    lines: printable(message.text).split(/\r\n|[\r\n]/),
  };
}

function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toLocaleUpperCase('vi');
}
