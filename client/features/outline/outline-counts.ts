import type { OutlineNode } from '#shared/protocol/reports.ts';

export interface SectionCounts {
  readonly all: number;
  readonly received: number;
}

/** How many sections with a text of their own these nodes hold, and how many of them were received. */
export function countSections(nodes: readonly OutlineNode[]): SectionCounts {
  let all = 0;
  let received = 0;
  for (const node of nodes) {
    const below = countSections(node.children);
    const own = node.documentId === null ? 0 : 1;
    all += own + below.all;
    received += (node.state === 'received' ? own : 0) + below.received;
  }
  return { all, received };
}
