/**
 * What of one's own work is on the server's disk. Invariants:
 * 1. A change waits from the moment it is made until the server says that the frame it went out in is settled.
 * 2. Nothing is called saved before the step 2 of this connection is settled: only then the server has what was made offline or
 *    before a reload.
 * 3. A connection that ends settles nothing: what it had sent unsettled waits for the step 2 of the next one.
 * 4. A refused frame saves nothing, though the server counts it as settled: its changes wait on, for the step 2 of another connection.
 * Frames are counted, not state vectors: a deletion moves no clock.
 */
export interface Ledger {
  /** Changes that no frame of this connection carries yet. */
  readonly unsent: number;
  /** Frames sent and not yet settled, oldest first. */
  readonly sent: readonly SentFrame[];
  /** How many sync frames (step 2 and update) this connection has sent. */
  readonly frames: number;
  /** Whether this connection's step 2 is settled. */
  readonly isSynced: boolean;
}

interface SentFrame {
  readonly frame: number;
  readonly changes: number;
  readonly isStepTwo: boolean;
}

/** `waiting`: changes known from before, as those of the last page load. */
export function openLedger(waiting: number): Ledger {
  return { unsent: waiting, sent: [], frames: 0, isSynced: false };
}

export function addChange(ledger: Ledger): Ledger {
  return { ...ledger, unsent: ledger.unsent + 1 };
}

/** A step 2 carries everything that had no frame, an update only the change it was made of. */
export function addFrame(ledger: Ledger, kind: 'stepTwo' | 'update', carried: number): Ledger {
  const changes = kind === 'stepTwo' ? ledger.unsent : Math.min(carried, ledger.unsent);
  const frame = ledger.frames + 1;
  return {
    ...ledger,
    unsent: ledger.unsent - changes,
    sent: [...ledger.sent, { frame, changes, isStepTwo: kind === 'stepTwo' }],
    frames: frame,
  };
}

/** The server settled the first `frames` frames of this connection. */
export function settleFrames(ledger: Ledger, frames: number): Ledger {
  return {
    ...ledger,
    sent: ledger.sent.filter((one) => one.frame > frames),
    isSynced: ledger.isSynced || ledger.sent.some((one) => one.isStepTwo && one.frame <= frames),
  };
}

/** [4] The server refused one frame; it says so before it settles it. */
export function refuseFrame(ledger: Ledger, frame: number): Ledger {
  const refused = ledger.sent.find((one) => one.frame === frame);
  if (refused === undefined) return ledger;
  return {
    ...ledger,
    unsent: ledger.unsent + refused.changes,
    sent: ledger.sent.filter((one) => one !== refused),
    isSynced: false,
  };
}

export function endConnection(ledger: Ledger): Ledger {
  return openLedger(countWaiting(ledger));
}

/** How many own changes are not known to be on disk. */
export function countWaiting(ledger: Ledger): number {
  return ledger.sent.reduce((sum, one) => sum + one.changes, ledger.unsent);
}

/** Whether everything of this connection is on disk. */
export function isAllSaved(ledger: Ledger): boolean {
  return ledger.isSynced && ledger.unsent === 0 && ledger.sent.length === 0;
}
