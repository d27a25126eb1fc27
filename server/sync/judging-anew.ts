import type { ErrorCode } from '#shared/model/errors.ts';
import { NO_RIGHT, type Member, type Submission, type Taken } from './member.ts';

interface JudgingOptions {
  readonly take: (submission: Submission) => Taken;
  readonly acknowledgeLater: (member: Member) => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * Frames that the store refused for the epoch they were judged in, and all that were accepted after them: each person's right is read
 * again, then they are taken in the same order, or refused by name. What comes meanwhile is held and follows them.
 */
export class JudgingAnew {
  readonly #options: JudgingOptions;
  /** Frames that came while refused ones are judged anew. */
  #held: Submission[] | undefined;
  #judging = 0;

  constructor(options: JudgingOptions) {
    this.#options = options;
  }

  /** How many frames wait for it. */
  get waiting(): number {
    return this.#judging + (this.#held?.length ?? 0);
  }

  /** Whether this frame has to wait for others that are judged anew. */
  holds(submission: Submission): boolean {
    this.#held?.push(submission);
    return this.#held !== undefined;
  }

  /** From its first turn on, what comes is held. */
  async judge(again: readonly Submission[]): Promise<void> {
    this.#held = [];
    this.#judging = again.length;
    const may = new Map<Member, boolean | 'unknown'>();
    for (const { member } of again) {
      if (!may.has(member)) may.set(member, await member.judgeAgain().catch(() => 'unknown' as const));
    }
    const held = this.#held;
    this.#held = undefined;
    this.#judging = 0;
    const refused = new Map<Member, ErrorCode>();
    for (const submission of [...again, ...held]) {
      const { member } = submission;
      try {
        this.#takeAgain(submission, may.get(member) ?? member.mayWrite, refused);
      } catch (error) {
        this.#options.onFault(error);
        member.close('internal');
      }
    }
  }

  #takeAgain(submission: Submission, mayWrite: boolean | 'unknown', refused: Map<Member, ErrorCode>): void {
    const { member, frame } = submission;
    // Neither stored nor settled, so that the client sends it again when it comes back.
    if (mayWrite === 'unknown') {
      member.close('store_trouble');
      return;
    }
    const taken = mayWrite ? this.#options.take(submission) : NO_RIGHT;
    if (taken.kind === 'refused' || taken.kind === 'denied') {
      refused.set(member, taken.code);
      member.refuse(frame, taken.code, taken.what);
    }
    // What it leaned on was refused.
    if (taken.kind === 'gap') member.refuse(frame, refused.get(member) ?? 'forbidden', 'right');
    if (taken.kind === 'settled') member.settle(frame);
    this.#options.acknowledgeLater(member);
  }
}
