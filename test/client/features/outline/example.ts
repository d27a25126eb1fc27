import { idOf } from '#shared/model/ids.ts';
import type { OutlineTemplates } from '#client/data/outline.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { reportFor } from '#test/client/features/merge/example.ts';

/** A section as its outline has it; its title is its id. */
export function node(id: string, fields: Partial<OutlineNode> = {}): OutlineNode {
  return {
    id: idOf(id),
    label: '',
    title: id,
    numbering: 'arabic',
    documentId: idOf(`d-${id}`),
    state: 'assigned',
    stateChangedAt: null,
    returnReason: null,
    visibility: 'open',
    ownerId: null,
    coEditorIds: [],
    startOn: null,
    due: null,
    words: 0,
    targetWords: 420,
    openThreads: 0,
    submissionId: null,
    rights: ['see', 'read', 'comment'],
    children: [],
    ...fields,
  };
}

export function reportWith(outline: readonly OutlineNode[], rights: readonly Report['rights'][number][]): Report {
  return { ...reportFor([]), parts: [], outline: [...outline], rights: [...rights] };
}

export const CHAIR: readonly Report['rights'][number][] = ['see', 'editOutline', 'approveOutline', 'assign'];

export function detailOf(section: OutlineNode, fields: Partial<SectionDetail> = {}): SectionDetail {
  return {
    section,
    reportId: idOf('r1'),
    committeeId: idOf('c1'),
    profile: 'dang-hd36-2018',
    path: [],
    depth: 1,
    place: [],
    guidance: '',
    elements: [],
    approverId: null,
    product: '',
    rowVersion: 1,
    moves: [],
    assignments: [],
    ...fields,
  };
}

export const templates: OutlineTemplates = {
  items: [
    {
      id: 'self-review',
      title: 'Báo cáo kiểm điểm',
      titleEn: 'Self-review report',
      documentTitle: 'BÁO CÁO',
      subjectPattern: 'kiểm điểm nhiệm kỳ {từ} - {đến}',
      pages: 11.8,
      sectionCount: 2,
      outline: [
        { title: 'Kết quả', numbering: 'roman', children: [{ title: 'Kinh tế', numbering: 'arabic', children: [] }] },
      ],
    },
  ],
  elements: [{ key: 'figures', vi: 'Số liệu', en: 'figures' }],
  wordsPerPage: 420,
};
