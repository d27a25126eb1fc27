import { setTimeout as delay } from 'node:timers/promises';
import type { Limits } from '#shared/protocol/limits.ts';
import type { Log } from '#server/observe/log.ts';
import type { AppendResult, LogEntry, Storage } from '#server/storage/storage.ts';

/** A room with updates that wait for the disk. */
export interface BatchSource {
  /** The next entries, all of one epoch, and none of them asked for again before they are settled. */
  takeRun(): readonly LogEntry[];
  settleRun(results: readonly AppendResult[]): void;
}

/**
 * Writes what all rooms have waiting, one commit for all of it. Invariants:
 * 1. One batch at a time; a batch that failed is given again, unchanged, until the store takes it. Nothing accepted is dropped.
 * 2. Entries of one document in one batch are of one epoch, so they are stored together or not at all: an update never goes to the log
 *    without the one it leans on.
 */
export class BatchWriter {
  readonly #storage: Storage;
  readonly #limits: Limits;
  readonly #log: Log;
  readonly #onTrouble: (inTrouble: boolean) => void;
  readonly #sources = new Set<BatchSource>();
  readonly #expected = new Set<Promise<void>>();
  #run: Promise<void> | undefined;
  #inTrouble = false;
  #givenUp = false;

  constructor(options: {
    readonly storage: Storage;
    readonly limits: Limits;
    readonly log: Log;
    readonly onTrouble: (inTrouble: boolean) => void;
  }) {
    this.#storage = options.storage;
    this.#limits = options.limits;
    this.#log = options.log;
    this.#onTrouble = options.onTrouble;
  }

  get inTrouble(): boolean {
    return this.#inTrouble;
  }

  wake(source: BatchSource): void {
    this.#sources.add(source);
    this.#run ??= this.#writeAll();
  }

  /** After this work a source may have more to write; it never fails. */
  expect(work: Promise<void>): void {
    this.#expected.add(work);
    void work.finally(() => this.#expected.delete(work));
  }

  /** When all that was waiting is stored, or the time is over; then nothing more is tried. */
  async finish(withinMs: number): Promise<void> {
    const late = delay(withinMs, undefined, { ref: false });
    while ((this.#run !== undefined || this.#expected.size > 0) && !this.#givenUp) {
      const work = Promise.all([this.#run, ...this.#expected]);
      const isLate = await Promise.race([work.then(() => false), late.then(() => true)]);
      if (isLate) break;
    }
    this.#givenUp = true;
  }

  async #writeAll(): Promise<void> {
    while (this.#sources.size > 0 && !this.#givenUp) {
      // What came in the same turn of the event loop joins this batch.
      await Promise.resolve();
      const runs = [...this.#sources].map((source) => ({ source, entries: source.takeRun() }));
      this.#sources.clear();
      const batch = runs.flatMap((run) => run.entries);
      const results = batch.length === 0 ? [] : await this.#store(batch);
      if (results === undefined) break;
      let at = 0;
      for (const { source, entries } of runs) {
        this.#settle(source, results.slice(at, at + entries.length));
        at += entries.length;
      }
    }
    // In the same turn as the last look at what waits, or who wakes the writer in between would not be heard.
    this.#run = undefined;
  }

  /** A fault of one room must not stop the writing of all. */
  #settle(source: BatchSource, results: readonly AppendResult[]): void {
    try {
      source.settleRun(results);
    } catch (error) {
      this.#log.error(
        { error: error instanceof Error ? error : new Error(String(error)) },
        'a stored run could not be shown',
      );
    }
  }

  async #store(entries: readonly LogEntry[]): Promise<readonly AppendResult[] | undefined> {
    const slow = setTimeout(() => this.#setTrouble(true), this.#limits.storeTroubleAfterMs);
    try {
      for (let failures = 0; !this.#givenUp; failures += 1) {
        try {
          const results = await this.#storage.append(entries);
          const known = failures === 0 ? results : await this.#findStored(entries, results);
          this.#setTrouble(false);
          return known;
        } catch (error) {
          this.#log.error(
            { error: error instanceof Error ? error : new Error(String(error)), failures },
            'append failed',
          );
          this.#setTrouble(true);
          await delay(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS), undefined, { ref: false });
        }
      }
      return undefined;
    } finally {
      clearTimeout(slow);
    }
  }

  /** A commit of unknown outcome may have stored what is now refused for its epoch. */
  async #findStored(entries: readonly LogEntry[], results: readonly AppendResult[]): Promise<readonly AppendResult[]> {
    const found: AppendResult[] = [];
    for (const [at, result] of results.entries()) {
      const entry = entries[at];
      if (result.kind !== 'stale-epoch' || entry === undefined) {
        found.push(result);
        continue;
      }
      const log = await this.#storage.loadLog(entry.documentId);
      const row = log?.updates.find((update) => Buffer.compare(update.hash, entry.hash) === 0);
      found.push(row === undefined ? result : { kind: 'repeated', seq: row.seq });
    }
    return found;
  }

  #setTrouble(inTrouble: boolean): void {
    if (this.#inTrouble === inTrouble) return;
    this.#inTrouble = inTrouble;
    this.#onTrouble(inTrouble);
  }
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;
