import { z } from 'zod';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type DraftId, type ImageId, type ReportId, type VersionId } from '#shared/model/ids.ts';
import type { Draft } from '#shared/protocol/reports.ts';
import { authorizeReport } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { headingPlaces, levelOfStop } from '#server/domain/outline.ts';
import { titleIdOf } from '#server/domain/placing.ts';
import { insertDraft, listDrafts, type DraftRow } from '#server/storage/rows/drafts.ts';
import { listOpenMergeAlls } from '#server/storage/rows/jobs.ts';
import { listParts, type PartRow } from '#server/storage/rows/parts.ts';
import type { ReportRow } from '#server/storage/rows/reports.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { imageIdsOf, listOwnImages } from './images.ts';
import { keepVersion } from './keep-version.ts';
import { noteDeed } from './note-deed.ts';
import { loadPrintedOffice } from './printed-office.ts';
import { describeDraft } from './reports.ts';
import { loadCommonNumbers } from './report-view.ts';
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
    const frozen: { readonly part: PartRow; readonly versionId: VersionId; readonly imageIds: readonly ImageId[] }[] =
      [];
    for (const part of parts) {
      const text = await context.documents.readWithin(tx, part.document_id);
      const label = {
        documentId: part.document_id,
        kind: 'draft',
        name: String(number),
        by: caller.personId,
        at,
      } as const;
      const imageIds = await listOwnImages(tx, part.document_id, imageIdsOf([text.content]));
      frozen.push({ part, versionId: (await keepVersion(context, tx, text, label)).id, imageIds });
    }
    const { headings, placeOf } = await loadDraftPlaces(tx, report, parts);
    const draft: DraftRow = {
      id: idOf<DraftId>(context.newId()),
      report_id: report.id,
      number,
      note: input.note,
      by_id: caller.personId,
      at,
      profile: report.profile,
      document_title: report.document_title,
      subject: report.subject,
      headings_json: JSON.stringify(headings),
      office_json: JSON.stringify(await loadPrintedOffice(tx, report)),
    };
    await insertDraft(
      tx,
      draft,
      frozen.map(({ part, versionId, imageIds }, position) => ({
        draft_id: draft.id,
        part_id: part.id,
        position,
        version_id: versionId,
        title: part.title,
        depth: placeOf(part).depth,
        place_json: JSON.stringify(placeOf(part).place),
        images_json: JSON.stringify(imageIds),
      })),
    );
    await noteDeed(tx, caller, 'draft.freeze', { id: draft.id, at, details: { reportId: report.id, number } });
    tell({ kind: 'report', reportId: report.id });
    return describeDraft(draft);
  });
}

/** Where the parts and the headings of their sections stand at this moment: the draft is numbered by it from now on. */
async function loadDraftPlaces(rows: Rows, report: ReportRow, parts: readonly PartRow[]) {
  const { stops, numbers } = await loadCommonNumbers(rows, report);
  const placeOf = (part: PartRow): { readonly depth: number; readonly place: readonly number[] } => {
    const stop = stops.find(({ place }) => place.id === part.top_section_id);
    const depth = stop === undefined ? 1 : levelOfStop(stop);
    return { depth, place: numbers.get(part.top_section_id)?.place ?? [] };
  };
  const titles = parts.map((part) => [titleIdOf(part.id), placeOf(part).place] as const);
  return { headings: [...headingPlaces(numbers), ...titles], placeOf };
}

const ofReport = z.object({ reportId: z.string() });

async function isMergingAll(rows: Rows, reportId: ReportId): Promise<boolean> {
  const open = await listOpenMergeAlls(rows);
  return open.some((job) => ofReport.parse(JSON.parse(job.payload_json)).reportId === reportId);
}
