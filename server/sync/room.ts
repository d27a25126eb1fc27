import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import type { DocumentId, PersonId } from '#shared/model/ids.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { applyNew, copyText } from '#server/crdt/apply.ts';
import { knownOfDoc } from '#server/crdt/known-state.ts';
import { checkUpdate, type UpdateLimits, type UpdateVerdict } from '#server/crdt/update-check.ts';
import type { AppendResult, LogEntry } from '#server/storage/storage.ts';
import { Presence } from './awareness.ts';
import type { BatchSource, BatchWriter } from './batch.ts';
import { Delivery } from './delivery.ts';
import { encodeAwarenessFrame, encodeSyncFrame } from './frames.ts';
import { JudgingAnew } from './judging-anew.ts';
import type { LoadedText } from './loaded-text.ts';
import { NO_RIGHT, type Member, type Submission, type Taken } from './member.ts';
import { TextSize } from './text-size.ts';

const OTHERS_CLIENT = { kind: 'denied', code: 'malformed', what: 'client id' } as const;
const PASSAGE_GONE = { kind: 'denied', code: 'text/passage-gone', what: 'passage' } as const;

/** `entry` is undefined for a frame that only repeats what waits: it is settled with it. */
interface Waiting {
  readonly submission: Submission;
  readonly entry: LogEntry | undefined;
}

export interface RoomOptions {
  readonly documentId: DocumentId;
  readonly text: LoadedText;
  readonly writer: BatchWriter;
  readonly limits: Limits;
  readonly now: () => number;
  readonly onEdited: (by: PersonId) => void;
  readonly onFault: (error: unknown) => void;
}

const RUN_BYTES = 4 * 1024 * 1024;

/**
 * One open text and everyone who has it open. Invariants:
 * 1. `#text` holds what is on disk and nothing else; only from it is anything sent. Durable, then visible, then acknowledged.
 * 2. `#ahead` holds `#text` and every update that waits for the disk, in order: the next update is judged by it, as it may lean on those.
 * 3. What is stored is what an update added to `#ahead`, so rows never overlap.
 * 4. An update that the store refuses takes along all that were accepted after it: they are judged anew, in order, from `#text` on.
 * 5. A room with waiting updates is not idle, whoever left.
 */
export class Room implements BatchSource {
  readonly documentId: DocumentId;
  readonly presence: Presence;
  readonly members = new Set<Member>();
  readonly #options: RoomOptions;
  readonly #text: Y.Doc;
  readonly #accounts: Map<number, PersonId>;
  readonly #delivery: Delivery;
  readonly #judgingAnew: JudgingAnew;
  #ahead: Y.Doc | undefined;
  #queue: Waiting[] = [];
  #running: Waiting[] = [];
  #lastSeq: number;
  readonly #seqsAhead = new Set<number>();
  #waitingBytes = 0;
  readonly #size: TextSize;
  #whole: { readonly frame: Uint8Array; readonly madeAt: number } | undefined;
  #presenceTick: NodeJS.Timeout | undefined;
  #usedAt: number;
  #wroteAt = 0;
  #saidEditedAt: number | undefined;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.documentId = options.documentId;
    this.#text = options.text.doc;
    this.#accounts = new Map(options.text.accounts);
    this.#lastSeq = options.text.lastSeq;
    this.presence = new Presence(options.limits, () => performance.now());
    this.#size = new TextSize(options.limits);
    this.#delivery = new Delivery(this.members, () => Y.encodeStateVector(this.#text));
    this.#judgingAnew = new JudgingAnew({
      take: (submission) => this.take(submission),
      acknowledgeLater: (member) => this.acknowledgeLater(member),
      onFault: options.onFault,
    });
    this.#usedAt = options.now();
  }

  /** The last update of the log that the text holds without a gap. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  get waitingFrames(): number {
    return this.#queue.length + this.#running.length + this.#judgingAnew.waiting;
  }

  /** Read only: what is on disk. */
  get text(): Y.Doc {
    return this.#text;
  }

  /** The answer to one who has nothing of the text; made once however many ask for it before the text changes. */
  get wholeFrame(): Uint8Array {
    this.#whole ??= {
      frame: encodeSyncFrame('step-2', Y.encodeStateAsUpdate(this.#text)),
      madeAt: this.#options.now(),
    };
    return this.#whole.frame;
  }

  get isIdle(): boolean {
    return this.members.size === 0 && this.waitingFrames === 0 && this.#delivery.isEmpty;
  }

  get usedAt(): number {
    return this.#usedAt;
  }

  join(member: Member): void {
    this.members.add(member);
    this.#usedAt = this.#options.now();
  }

  leave(member: Member): void {
    if (!this.members.delete(member)) return;
    this.#usedAt = this.#options.now();
    this.#delivery.forget(member);
    if (this.presence.leave(member)) this.tellPresence();
  }

  /** Whether an update holds anything that is not on disk; for those who may not write. */
  judge(member: Member, bytes: Uint8Array, limits: UpdateLimits): UpdateVerdict | typeof OTHERS_CLIENT {
    const verdict = checkUpdate(bytes, knownOfDoc(this.#text), limits);
    return verdict.kind === 'ok' && !verdict.hasNew && this.#hasLostOwn(member) ? OTHERS_CLIENT : verdict;
  }

  take(submission: Submission): Taken {
    if (this.#judgingAnew.holds(submission)) return { kind: 'taken' };
    const { member, bytes, limits } = submission;
    if (!member.mayWrite) return NO_RIGHT;
    this.#ahead ??= copyText(this.#text);
    const verdict = checkUpdate(bytes, knownOfDoc(this.#ahead), limits);
    if (verdict.kind !== 'ok') return verdict;
    if (this.#hasLostOwn(member)) return OTHERS_CLIENT;
    if (!verdict.hasNew) return this.#takeKnown(submission);
    if (!this.#mayWriteAs(member, verdict.clients)) return OTHERS_CLIENT;
    // Who can't be told would not keep them either, and the rest of the frame counts.
    if (verdict.drowns && member.hearsRefusals) return PASSAGE_GONE;
    if (!submission.mayAddClients(verdict.newClients.length))
      return { kind: 'refused', code: 'too_many', what: 'clients' };
    // Who only deletes makes room.
    if (verdict.structs > 0 && !this.#size.grow(this.#ahead, { ...verdict.growth, bytes: bytes.length }))
      return { kind: 'refused', code: 'too_large', what: 'document' };
    const news = this.#applyAhead(this.#ahead, bytes);
    if (news === 'broken') return { kind: 'refused', code: 'malformed', what: 'update' };
    if (news === undefined) return this.#takeKnown(submission);
    for (const client of verdict.clients) this.#accounts.set(client, member.personId);
    this.#wroteAt = this.#options.now();
    this.#push(submission, this.#entryOf(member, news, verdict.clients));
    return { kind: 'taken' };
  }

  takeRun(): readonly LogEntry[] {
    const epoch = this.#queue.find((waiting) => waiting.entry !== undefined)?.entry?.epoch;
    let size = 0;
    let count = 0;
    for (const { entry } of this.#queue) {
      if (entry !== undefined && entry.epoch !== epoch) break;
      size += entry?.bytes.length ?? 0;
      if (size > RUN_BYTES && count > 0) break;
      count += 1;
    }
    this.#running = this.#queue.slice(0, count);
    this.#queue = this.#queue.slice(count);
    return this.#running.flatMap(({ entry }) => entry ?? []);
  }

  settleRun(results: readonly AppendResult[]): void {
    const run = this.#running;
    this.#running = [];
    for (const { entry } of run) this.#waitingBytes -= entry?.bytes.length ?? 0;
    if (results.some((result) => result.kind === 'stale-epoch' || result.kind === 'no-document')) {
      this.#options.writer.expect(this.#judgeAnew(run));
      return;
    }
    let at = 0;
    for (const { submission, entry } of run) {
      if (entry !== undefined) {
        const result = results[at];
        at += 1;
        if (result?.kind === 'stored' || result?.kind === 'repeated')
          this.#show(entry.bytes, result.seq, submission.member);
        this.#noteEdited(entry.accountId);
      }
      submission.member.settle(submission.frame);
      this.#delivery.acknowledgeLater(submission.member);
    }
    if (this.#queue.length > 0) this.#options.writer.wake(this);
  }

  /** A change that was stored by other means than a connection. */
  showStored(bytes: Uint8Array, seq: number, clients: readonly number[], by: PersonId): void {
    for (const client of clients) this.#accounts.set(client, by);
    if (this.#ahead !== undefined) applyNew(this.#ahead, bytes);
    this.#size.forget();
    this.#show(bytes, seq, undefined);
    this.#delivery.schedule();
  }

  /** Says `saved` at the next tick. */
  acknowledgeLater(member: Member): void {
    this.#delivery.acknowledgeLater(member);
  }

  tellPresence(): void {
    this.#presenceTick ??= setTimeout(() => {
      this.#presenceTick = undefined;
      const changes = this.presence.takeChanges();
      if (this.presence.hasLate) this.tellPresence();
      if (changes === undefined) return;
      const frame = encodeAwarenessFrame(changes);
      for (const member of this.members) if (member.isListening) member.send(frame);
    }, this.#options.limits.awarenessEveryMs);
  }

  reportTrouble(inTrouble: boolean): void {
    for (const member of this.members) member.reportTrouble(inTrouble);
  }

  /** Drops what is made only to judge updates, once nobody has written for a while. */
  rest(quietSince: number): void {
    if (this.waitingFrames === 0 && this.#wroteAt < quietSince) {
      this.#ahead?.destroy();
      this.#ahead = undefined;
    }
    if (this.#whole !== undefined && this.#whole.madeAt < quietSince) this.#whole = undefined;
  }

  /** Sends at once what the next tick would. */
  flush(): void {
    this.#delivery.flush();
  }

  close(): void {
    this.#delivery.cancel();
    clearTimeout(this.#presenceTick);
    this.#ahead?.destroy();
    this.#text.destroy();
  }

  #takeKnown(submission: Submission): Taken {
    if (this.#queue.length + this.#running.length === 0) return { kind: 'settled' };
    this.#push(submission, undefined);
    return { kind: 'taken' };
  }

  #push(submission: Submission, entry: LogEntry | undefined): void {
    this.#queue.push({ submission, entry });
    this.#waitingBytes += entry?.bytes.length ?? 0;
    this.#options.writer.wake(this);
  }

  #entryOf({ epoch, personId }: Member, bytes: Uint8Array, clientIds: readonly number[]): LogEntry {
    const hash = createHash('sha256').update(bytes).digest();
    return { documentId: this.documentId, epoch, accountId: personId, clientIds, bytes, hash, at: this.#options.now() };
  }

  /** Should Yjs refuse what the walk let in, the half-applied text is not used again. */
  #applyAhead(ahead: Y.Doc, bytes: Uint8Array): Uint8Array | undefined | 'broken' {
    try {
      return applyNew(ahead, bytes);
    } catch {
      ahead.destroy();
      this.#ahead = copyText(this.#text);
      for (const { entry } of [...this.#running, ...this.#queue])
        if (entry !== undefined) applyNew(this.#ahead, entry.bytes);
      return 'broken';
    }
  }

  #mayWriteAs(member: Member, clients: readonly number[]): boolean {
    // An id that nobody wrote with yet is that of who shows it: everyone reads it in awareness.
    return clients.every((client) => {
      const account = this.#accounts.get(client) ?? this.presence.accountOf(client);
      return account === undefined || account === member.personId;
    });
  }

  /** Another wrote with its client id: what it says under that id only seems to be stored, and may not even be sent. */
  #hasLostOwn(member: Member): boolean {
    const own = this.presence.clientOf(member);
    return own !== undefined && !this.#mayWriteAs(member, [own]);
  }

  /** [4] */
  #judgeAnew(run: readonly Waiting[]): Promise<void> {
    const again = [...run, ...this.#queue].map((waiting) => waiting.submission);
    for (const { entry } of this.#queue) this.#waitingBytes -= entry?.bytes.length ?? 0;
    this.#queue = [];
    this.#ahead?.destroy();
    this.#ahead = undefined;
    return this.#judgingAnew.judge(again);
  }

  #show(bytes: Uint8Array, seq: number, from: Member | undefined): void {
    this.#delivery.noteBefore();
    const news = applyNew(this.#text, bytes);
    this.#whole = undefined;
    if (news !== undefined) this.#delivery.add({ bytes: news, from });
    if (seq > this.#lastSeq) this.#seqsAhead.add(seq);
    while (this.#seqsAhead.delete(this.#lastSeq + 1)) this.#lastSeq += 1;
  }

  #noteEdited(by: PersonId): void {
    const now = performance.now();
    if (this.#saidEditedAt !== undefined && now - this.#saidEditedAt < SAY_EDITED_EVERY_MS) return;
    this.#saidEditedAt = now;
    this.#options.onEdited(by);
  }
}

const SAY_EDITED_EVERY_MS = 60_000;
