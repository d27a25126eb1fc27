import { z } from 'zod';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type DraftId, type PartId, type ReportId, type VersionId } from '#shared/model/ids.ts';
import type { Draft } from '#shared/protocol/reports.ts';
import { authorizeReport } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { insertDraft, listDrafts, type DraftRow } from '#server/storage/rows/drafts.ts';
import { listOpenMergeAlls } from '#server/storage/rows/jobs.ts';
import { listParts } from '#server/storage/rows/parts.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { keepVersion } from './keep-version.ts';
import { noteDeed } from './note-deed.ts';
import { describeDraft } from './reports.ts';
import { transact } from './transact.ts';

/**
 * Freezes the consolidated report as the next numbered draft: every part as it is durable at one moment. Throws `draft/no-parts`, and
 * `draft/merge-open` while a merge of everything is under way, which would be frozen by half.
 */
export async function freezeDraft(
  context: Context,
  caller: Caller,
  input: { readonly id: ReportId; readonly note: string },
): Promise<Draft> {
  const at = context.now();
  return transact(context, async (tx, tell) => {
    const { report } = await authorizeReport(tx, caller, input.id, 'freeze');
    const parts = await listParts(tx, report.id);
    if (parts.length === 0) throw new DomainError('draft/no-parts');
    if (await isMergingAll(tx, report.id)) throw new DomainError('draft/merge-open');

    const number = ((await listDrafts(tx, report.id))[0]?.number ?? 0) + 1;
    const frozen: { readonly partId: PartId; readonly versionId: VersionId }[] = [];
    for (const part of parts) {
      const text = await context.documents.readWithin(tx, part.document_id);
      const label = {
        documentId: part.document_id,
        kind: 'draft',
        name: String(number),
        by: caller.personId,
        at,
      } as const;
      frozen.push({ partId: part.id, versionId: (await keepVersion(context, tx, text, label)).id });
    }
    const draft: DraftRow = {
      id: idOf<DraftId>(context.newId()),
      report_id: report.id,
      number,
      note: input.note,
      by_id: caller.personId,
      at,
    };
    await insertDraft(
      tx,
      draft,
      frozen.map(({ partId, versionId }, position) => ({
        draft_id: draft.id,
        part_id: partId,
        position,
        version_id: versionId,
      })),
    );
    await noteDeed(tx, caller, 'draft.freeze', { id: draft.id, at, details: { reportId: report.id, number } });
    tell({ kind: 'report', reportId: report.id });
    return describeDraft(draft);
  });
}

const ofReport = z.object({ reportId: z.string() });

async function isMergingAll(rows: Rows, reportId: ReportId): Promise<boolean> {
  const open = await listOpenMergeAlls(rows);
  return open.some((job) => ofReport.parse(JSON.parse(job.payload_json)).reportId === reportId);
}
