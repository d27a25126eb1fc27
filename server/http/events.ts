import type { Response } from 'express';
import { DomainError } from '#shared/model/errors.ts';
import type { Hint } from '#shared/protocol/hints.ts';
import type { ChangeHint } from '#shared/protocol/home.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { authorizeCommittee, authorizeDocument, authorizeReport, authorizeSection } from '#server/access/authorize.ts';
import { isCallerAlive, type Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';

/**
 * Streams of server-sent events.
 *
 * 1. A hint goes to a caller only after the right to know of its object was asked anew, at that moment.
 * 2. A stream ends when its session or token does: at once when that is heard, else at the next heartbeat.
 * 3. What waits for one stream is bounded; who does not read is disconnected, and asks for everything again when back.
 */
export interface Events {
  /** Answers with a stream. Throws `too_many` beyond the number of streams that one person may have. */
  attach(caller: Caller, response: Response): Promise<void>;
  count(): number;
  /** Ends every stream; browsers come back by themselves. */
  close(): void;
}

const HEARTBEAT_MS = 20_000;
const MOST_WAITING = 200;
const MOST_UNREAD_BYTES = 64 * 1024;

export function openEvents(context: Context, limits: Limits): Events {
  const streams = new Set<Stream>();
  const leave = context.bus.subscribe((hint) => {
    for (const stream of streams) stream.hear(hint);
  });
  const heartbeat = setInterval(() => {
    for (const stream of streams) stream.beat();
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    async attach(caller, response) {
      const own = [...streams].filter((stream) => stream.personId === caller.personId);
      if (own.length >= limits.socketsPerAccount) throw new DomainError('too_many');
      const stream = new Stream(context, caller, response);
      streams.add(stream);
      response.once('close', () => streams.delete(stream));
      stream.open();
    },
    count: () => streams.size,
    close() {
      leave();
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}

class Stream {
  readonly #context: Context;
  readonly #caller: Caller;
  readonly #response: Response;
  readonly #waiting: Hint[] = [];
  #isJudging = false;

  constructor(context: Context, caller: Caller, response: Response) {
    this.#context = context;
    this.#caller = caller;
    this.#response = response;
  }

  get personId(): Caller['personId'] {
    return this.#caller.personId;
  }

  open(): void {
    this.#response.status(200).set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      // A proxy that collects answers would keep hints back.
      'X-Accel-Buffering': 'no',
    });
    this.#response.flushHeaders();
    this.#write('retry: 2000\n\n');
  }

  hear(hint: Hint): void {
    if (!concerns(hint, this.#caller)) return;
    if (this.#waiting.length >= MOST_WAITING) return this.end();
    this.#waiting.push(hint);
    void this.#judgeAll();
  }

  beat(): void {
    this.#write(': \n\n');
    this.hear({ kind: 'sessions', personId: this.#caller.personId });
  }

  end(): void {
    this.#waiting.length = 0;
    this.#response.end();
  }

  /** One at a time and in order, however many are heard meanwhile. */
  async #judgeAll(): Promise<void> {
    if (this.#isJudging) return;
    this.#isJudging = true;
    try {
      for (let hint = this.#waiting.shift(); hint !== undefined; hint = this.#waiting.shift()) await this.#judge(hint);
    } catch (error) {
      // Better a new stream, with everything asked again, than one with a gap.
      this.#context.log.warn({ cause: error instanceof Error ? error : undefined }, 'events.ended');
      this.end();
    } finally {
      this.#isJudging = false;
    }
  }

  async #judge(hint: Hint): Promise<void> {
    if (hint.kind === 'sessions') {
      if (!(await isCallerAlive(this.#context.storage.rows, this.#caller, this.#context.now()))) this.end();
      return;
    }
    const told = await changeFor(this.#context, this.#caller, hint);
    if (told !== undefined) this.#write(`data: ${JSON.stringify(told)}\n\n`);
  }

  #write(text: string): void {
    if (this.#response.writableEnded || this.#response.destroyed) return;
    if (this.#response.writableLength > MOST_UNREAD_BYTES) this.#response.destroy();
    else this.#response.write(text);
  }
}

/** Whether a hint can be for this caller at all, without a look into the store. */
function concerns(hint: Hint, caller: Caller): boolean {
  switch (hint.kind) {
    case 'sessions':
    case 'job':
      return hint.personId === caller.personId;
    case 'rights':
    case 'edited':
      return false;
    case 'committee':
    case 'report':
    case 'section':
    case 'threads':
    case 'merges':
      return true;
  }
}

/** What the caller may hear of a hint: nothing where they may not know its object. */
async function changeFor(context: Context, caller: Caller, hint: Hint): Promise<ChangeHint | undefined> {
  const { rows } = context.storage;
  switch (hint.kind) {
    case 'committee':
      return (await may(authorizeCommittee(rows, caller, hint.committeeId, 'see')))
        ? { kind: 'committee', id: hint.committeeId }
        : undefined;
    case 'report':
      return (await may(authorizeReport(rows, caller, hint.reportId, 'see')))
        ? { kind: 'report', id: hint.reportId }
        : undefined;
    case 'section':
      return (await may(authorizeSection(rows, caller, hint.sectionId, 'see')))
        ? { kind: 'section', id: hint.sectionId }
        : undefined;
    case 'threads':
      return (await may(authorizeDocument(rows, caller, hint.documentId, 'read')))
        ? { kind: 'threads', id: hint.documentId }
        : undefined;
    case 'merges':
      return (await may(authorizeReport(rows, caller, hint.reportId, 'seeMerges')))
        ? { kind: 'merges', id: hint.mergeId ?? hint.reportId }
        : undefined;
    case 'job':
      return { kind: 'job', id: hint.jobId };
    case 'rights':
    case 'edited':
    case 'sessions':
      return undefined;
  }
}

async function may(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
