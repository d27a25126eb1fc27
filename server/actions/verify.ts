import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DocumentId } from '#shared/model/ids.ts';
import type { Context } from '#server/context.ts';
import { chainHash, FIRST_HASH } from '#server/domain/audit.ts';
import { listAuditAfter, type AuditRow } from '#server/storage/rows/audit.ts';
import { findDocumentHead, listDocumentIds } from '#server/storage/rows/documents.ts';

/** What is broken: of a text, or of the trace that deeds leave. */
export type Fault =
  | { readonly kind: 'gone' | 'unreadable'; readonly documentId: DocumentId }
  | { readonly kind: 'missing' | 'changed'; readonly documentId: DocumentId; readonly seq: number }
  | { readonly kind: 'traceMissing' | 'traceChanged'; readonly seq: number };

/** What was looked at, and what is broken. */
export interface Verdict {
  readonly documents: number;
  readonly updates: number;
  readonly auditEntries: number;
  readonly faults: readonly Fault[];
}

const AUDIT_PAGE = 1_000;
const storedDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/**
 * Rebuilds every text from its log, and the chain of the audit from its first entry: for the command line. Takes as long as the store is
 * large, one text at a time; others go on working meanwhile.
 */
export async function verifyStore(context: Context): Promise<Verdict> {
  const ids = await listDocumentIds(context.storage.rows);
  const faults: Fault[] = [];
  let updates = 0;
  for (const id of ids) {
    const found = await verifyDocument(context, id);
    updates += found.updates;
    faults.push(...found.faults);
  }
  const audit = await verifyAudit(context);
  return { documents: ids.length, updates, auditEntries: audit.entries, faults: [...faults, ...audit.faults] };
}

async function verifyDocument(
  context: Context,
  documentId: DocumentId,
): Promise<{ readonly updates: number; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  // The head first: what is appended in between makes the log longer than it says, never shorter.
  const head = await findDocumentHead(context.storage.rows, documentId);
  const log = await context.storage.loadLog(documentId);
  if (head === undefined || log === undefined) return { updates: 0, faults: [{ kind: 'gone', documentId }] };
  const numbers = new Set(log.updates.map((update) => update.seq));
  for (let seq = 1; seq <= head.lastSeq; seq += 1) {
    if (!numbers.has(seq)) faults.push({ kind: 'missing', documentId, seq });
  }
  for (const { seq, bytes, hash } of log.updates) {
    const isIntact = createHash('sha256').update(bytes).digest().equals(hash);
    if (!isIntact) faults.push({ kind: 'changed', documentId, seq });
  }
  try {
    await context.documents.read(documentId);
  } catch {
    faults.push({ kind: 'unreadable', documentId });
  }
  return { updates: log.updates.length, faults };
}

/** After the first broken entry all others hang on a chain that is not theirs, so only that one is named. */
async function verifyAudit(context: Context): Promise<{ readonly entries: number; readonly faults: readonly Fault[] }> {
  let previous = FIRST_HASH;
  let entries = 0;
  for (;;) {
    const page = await listAuditAfter(context.storage.rows, entries, AUDIT_PAGE);
    for (const row of page) {
      const expected = entries + 1;
      if (row.seq !== expected) return { entries, faults: [{ kind: 'traceMissing', seq: expected }] };
      if (hashOf(previous, row) !== row.hash) return { entries, faults: [{ kind: 'traceChanged', seq: row.seq }] };
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
