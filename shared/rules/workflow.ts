import type { Outcome } from '#shared/model/errors.ts';
import type { SectionMove, SectionState } from '#shared/model/section.ts';

interface MoveRow {
  readonly from: readonly SectionState[];
  readonly to: SectionState;
  /** What to answer when the section is in another state. */
  readonly otherwise: 'submission/not-open' | 'submission/not-writable' | 'section/not-received';
}

/** The life of a section. Who may make a move is a matter of `rights.ts`; this table only knows states. */
export const MOVE_TABLE: Readonly<Record<SectionMove, MoveRow>> = {
  startDrafting: { from: ['assigned'], to: 'drafting', otherwise: 'submission/not-writable' },
  submit: { from: ['assigned', 'drafting', 'returned'], to: 'submitted', otherwise: 'submission/not-writable' },
  withdraw: { from: ['submitted'], to: 'drafting', otherwise: 'submission/not-open' },
  return: { from: ['submitted'], to: 'returned', otherwise: 'submission/not-open' },
  receive: { from: ['submitted'], to: 'received', otherwise: 'submission/not-open' },
  reopen: { from: ['received'], to: 'drafting', otherwise: 'section/not-received' },
};

/** The state after a move, or why the move can't be made from this state. */
export function moveSection(from: SectionState, move: SectionMove): Outcome<SectionState> {
  const row = MOVE_TABLE[move];
  return row.from.includes(from)
    ? { ok: true, value: row.to }
    : { ok: false, code: row.otherwise, details: { state: from } };
}
