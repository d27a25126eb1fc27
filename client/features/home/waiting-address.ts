import type { Waiting } from '#shared/protocol/home.ts';
import type { Part } from '#shared/protocol/reports.ts';

/** Where a waiting thing is settled. A comment in a part is found through `parts`; while they are not known it leads to no text. */
export function waitingAddress(item: Waiting, parts: readonly Part[]): string {
  switch (item.kind) {
    case 'threads':
      return `${textAddress(item, parts)}?thread=${item.threadId}`;
    case 'toMerge':
      return `/reports/${item.reportId}?tab=consolidated`;
    case 'returned':
    case 'submitted':
    case 'unstarted':
      return `/sections/${item.sectionId}`;
  }
}

function textAddress(item: Extract<Waiting, { kind: 'threads' }>, parts: readonly Part[]): string {
  if (item.sectionId !== null) return `/sections/${item.sectionId}`;
  const part = parts.find(({ documentId }) => documentId === item.documentId);
  return part === undefined ? '/' : `/parts/${part.id}`;
}
