import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DocumentId } from '#shared/model/ids.ts';
import type { Context } from '#server/context.ts';
import { chainHash, FIRST_HASH } from '#server/domain/audit.ts';
import { listAuditAfter, type AuditRow } from '#server/storage/rows/audit.ts';
import { findDocumentHead, listDocumentIds } from '#server/storage/rows/documents.ts';

/** What was looked at, and what is broken: one line each, without a word of any text. */
export interface Verdict {
  readonly documents: number;
  readonly updates: number;
  readonly auditEntries: number;
  readonly faults: readonly string[];
}

const AUDIT_PAGE = 1_000;
const storedDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/**
 * Rebuilds every text from its log, and the chain of the audit from its first entry: for the command line. Takes as long as the store is
 * large, one text at a time; others go on working meanwhile.
 */
export async function verifyStore(context: Context): Promise<Verdict> {
  const ids = await listDocumentIds(context.storage.rows);
  const faults: string[] = [];
  let updates = 0;
  for (const id of ids) {
    const found = await verifyDocument(context, id);
    updates += found.updates;
    faults.push(...found.faults.map((fault) => `document ${id}: ${fault}`));
  }
  const audit = await verifyAudit(context);
  return { documents: ids.length, updates, auditEntries: audit.entries, faults: [...faults, ...audit.faults] };
}

async function verifyDocument(
  context: Context,
  id: DocumentId,
): Promise<{ readonly updates: number; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  // The head first: what is appended in between makes the log longer than it says, never shorter.
  const head = await findDocumentHead(context.storage.rows, id);
  const log = await context.storage.loadLog(id);
  if (head === undefined || log === undefined) return { updates: 0, faults: ['its row is gone'] };
  const numbers = new Set(log.updates.map((update) => update.seq));
  for (let seq = 1; seq <= head.lastSeq; seq += 1) if (!numbers.has(seq)) faults.push(`update ${seq} is missing`);
  for (const { seq, bytes, hash } of log.updates) {
    const isIntact = createHash('sha256').update(bytes).digest().equals(hash);
    if (!isIntact) faults.push(`the bytes of update ${seq} are not those that were stored`);
  }
  try {
    await context.documents.read(id);
  } catch (error) {
    faults.push(`its text cannot be rebuilt (${error instanceof Error ? error.name : 'unknown'})`);
  }
  return { updates: log.updates.length, faults };
}

/** After the first broken entry all others hang on a chain that is not theirs, so only that one is named. */
async function verifyAudit(
  context: Context,
): Promise<{ readonly entries: number; readonly faults: readonly string[] }> {
  let previous = FIRST_HASH;
  let entries = 0;
  for (;;) {
    const page = await listAuditAfter(context.storage.rows, entries, AUDIT_PAGE);
    for (const row of page) {
      const expected = entries + 1;
      if (row.seq !== expected) return { entries, faults: [`audit entry ${expected} is missing`] };
      if (hashOf(previous, row) !== row.hash) return { entries, faults: [`audit entry ${row.seq} was changed`] };
      previous = row.hash;
      entries = row.seq;
    }
    if (page.length < AUDIT_PAGE) return { entries, faults: [] };
  }
}

function hashOf(previous: string, row: AuditRow): string | undefined {
  const details = storedDetails.safeParse(parseJson(row.details_json));
  if (!details.success) return undefined;
  return chainHash(previous, row.seq, {
    at: row.at,
    personId: row.person_id,
    action: row.action,
    objectKind: row.object_kind,
    objectId: row.object_id,
    details: details.data,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
