import { textOfBlock, type DocumentContent } from '#shared/document/document.ts';
import type { DocumentId } from '#shared/model/ids.ts';
import type { Report } from '#shared/protocol/reports.ts';
import type { Caller } from '#server/access/caller.ts';
import { applyMerge, stageMerge } from '#server/actions/merges.ts';
import { getReport } from '#server/actions/reports.ts';
import { reopenSection } from '#server/actions/sections.ts';
import { receiveSubmission, submitSection } from '#server/actions/submissions.ts';
import { textOf, writeText, type CommitteeWorld, type SmallCommittee, type TextPlace } from '#test/world/committee.ts';

type Text = Pick<TextPlace, 'sectionId' | 'documentId'>;

/** What is done to the consolidated report of a small committee, and what stands in it. */
export interface Consolidation {
  readReport(): Promise<Report>;
  /** Writes a text, has it received and merges all that waits. */
  merge(text: Text, ...lines: readonly string[]): Promise<void>;
  /** The same for a text that was received before. */
  mergeAgain(text: Text, ...lines: readonly string[]): Promise<void>;
  /** Has a text received as it is; its owner is `owner`, or `other` where it is the annex, unless said. */
  receive(text: Text, owner?: Caller): Promise<void>;
  /** Merges all that waits in every part, with the ids of what that changes. Fails where something is in conflict. */
  mergeIncoming(): Promise<readonly string[]>;
  /** The lines of every part; headings with their level before them, `1 Kinh tế`. */
  partTexts(): Promise<readonly (readonly string[])[]>;
  linesOf(documentId: DocumentId): Promise<readonly string[]>;
  /** What the bureau does to a part by hand. */
  editPart(documentId: DocumentId, edit: (content: DocumentContent) => DocumentContent): Promise<void>;
}

export function consolidationOf(world: CommitteeWorld, committee: SmallCommittee): Consolidation {
  const { context } = world;
  const { as } = committee;
  const ownerOf = ({ sectionId }: Text): Caller => (sectionId === committee.annex.sectionId ? as.other : as.owner);
  const readReport = (): Promise<Report> => getReport(context, as.bureau, { id: committee.report.reportId });

  async function receive(text: Text, owner = ownerOf(text)): Promise<void> {
    const { id } = await submitSection(context, owner, { id: text.sectionId, note: '' });
    await receiveSubmission(context, as.bureau, { id });
  }

  async function merge(text: Text, ...lines: readonly string[]): Promise<void> {
    await writeText(world, text.documentId, ownerOf(text), textOf(...lines));
    await receive(text);
    await mergeIncoming();
  }

  async function mergeIncoming(): Promise<readonly string[]> {
    const brought: string[] = [];
    for (const part of (await readReport()).parts) {
      for (const { submissionId } of part.incoming) {
        const staged = await stageMerge(context, as.bureau, { id: part.id, submissionId });
        if (staged.conflicts.length > 0) throw new Error(`In conflict: ${JSON.stringify(staged.conflicts)}`);
        brought.push(...staged.changes.map((change) => change.id));
        await applyMerge(context, as.bureau, { id: staged.id, decisions: {}, refused: [] });
      }
    }
    return brought;
  }

  async function linesOf(documentId: DocumentId): Promise<readonly string[]> {
    const { content } = await context.documents.read(documentId);
    return content.blocks
      .map((block) => (block.type === 'paragraph' && block.level > 0 ? `${block.level} ` : '') + textOfBlock(block))
      .filter((line) => line !== '');
  }

  return {
    readReport,
    merge,
    receive,
    mergeIncoming,
    linesOf,
    async mergeAgain(text, ...lines) {
      await reopenSection(context, as.bureau, { id: text.sectionId, reason: '' });
      await merge(text, ...lines);
    },
    async partTexts() {
      const texts: (readonly string[])[] = [];
      for (const part of (await readReport()).parts) texts.push(await linesOf(part.documentId));
      return texts;
    },
    async editPart(documentId, edit) {
      await context.documents.change({ documentId, by: as.bureau.personId, decide: ({ content }) => edit(content) });
    },
  };
}
