import { DomainError } from '#shared/model/errors.ts';
import type { PersonId } from '#shared/model/ids.ts';
import type { SectionMove, SectionState } from '#shared/model/section.ts';
import type { Version } from '#shared/protocol/documents.ts';
import { sectionRights } from '#shared/rules/rights.ts';
import { moveSection } from '#shared/rules/workflow.ts';
import type { SectionAccess } from '#server/access/authorize.ts';
import type { Context, DurableText } from '#server/context.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import { bumpEpoch } from '#server/storage/rows/documents.ts';
import { insertSectionMove } from '#server/storage/rows/section-moves.ts';
import { updateSectionState } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import type { VersionHead } from '#server/storage/rows/versions.ts';
import { keepVersion } from './keep-version.ts';
import type { Tell } from './transact.ts';

export interface MoveOrder {
  readonly access: Pick<SectionAccess, 'section' | 'report'>;
  readonly move: SectionMove;
  readonly by: PersonId;
  readonly at: number;
  readonly reason: string;
  /** Looks at the text as it is at the move, and may refuse it. */
  readonly judge?: (text: DurableText) => void;
}

/** The first edit is no milestone: there is nothing yet to be kept. */
const VERSION_KINDS: Readonly<Record<SectionMove, Version['kind'] | null>> = {
  startDrafting: null,
  submit: 'submission',
  withdraw: 'withdrawal',
  return: 'return',
  receive: 'receipt',
  reopen: 'reopening',
};

/**
 * All that a change of a section's state is: the new state, the epoch in which it holds, the text at that moment as a version, the row of
 * the move, the audit entry; and after the commit, the hints. Throws where the state does not allow the move.
 * @returns the version, where one is kept
 */
export async function writeMove(
  context: Context,
  tx: Rows,
  tell: Tell,
  order: MoveOrder,
): Promise<VersionHead | undefined> {
  const { access, move, by, at, reason } = order;
  const { section, report } = access;
  const moved = moveSection(section.state, move);
  if (!moved.ok) throw new DomainError(moved.code, moved.details);
  if (section.document_id === null) throw new DomainError('forbidden');

  // First of all: what is in flight now is either in the text read below, or refused.
  await bumpEpoch(tx, section.document_id);
  const version = await keepTextOfMove(context, tx, order, section.document_id);
  await updateSectionState(tx, section.id, moved.value, at);
  await insertSectionMove(tx, {
    id: context.newId(),
    section_id: section.id,
    move,
    from_state: section.state,
    to_state: moved.value,
    by_id: by,
    at,
    reason,
    version_id: version?.id ?? null,
  });
  await appendAudit(tx, {
    at,
    personId: by,
    action: `section.${move}`,
    objectKind: 'section',
    objectId: section.id,
    details: { from: section.state, to: moved.value, versionId: version?.id ?? null },
  });
  tell({ kind: 'rights', documentIds: [section.document_id] });
  tell({ kind: 'section', sectionId: section.id, reportId: report.id });
  // A move that only the section's own people may know must not be heard as a change of the report either.
  if (isKnownToAll(section, section.state) || isKnownToAll(section, moved.value)) {
    tell({ kind: 'report', reportId: report.id });
  }
  return version;
}

/** Whether everyone in the committee may know a section while it is in a state. */
export function isKnownToAll(
  { visibility }: Pick<SectionAccess['section'], 'visibility'>,
  state: SectionState,
): boolean {
  return sectionRights({ roles: ['member'], relation: 'none', state, visibility }).includes('see');
}

async function keepTextOfMove(
  context: Context,
  tx: Rows,
  { move, by, at, judge }: MoveOrder,
  documentId: NonNullable<SectionAccess['section']['document_id']>,
): Promise<VersionHead | undefined> {
  const kind = VERSION_KINDS[move];
  if (kind === null) return undefined;
  const text = await context.documents.readWithin(tx, documentId);
  judge?.(text);
  return keepVersion(context, tx, text, { documentId, kind, by, at });
}
