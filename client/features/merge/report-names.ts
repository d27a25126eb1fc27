import { sectionName } from '#client/objects/section-name.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';

/** Number and title of a section; undefined where the reader may not know it. */
export function findNamedSection(report: Report, id: string): string | undefined {
  const node = findNode(report.outline, id);
  return node === undefined ? undefined : sectionName(node);
}

/** Number and title of a part. */
export function findNamedPart(report: Report, id: string): string | undefined {
  const part = report.parts.find((one) => one.id === id);
  return part === undefined ? undefined : sectionName(part);
}

function findNode(nodes: readonly OutlineNode[], id: string): OutlineNode | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : findNode(node.children, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
