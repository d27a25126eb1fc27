import { idOf } from '#shared/model/ids.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';

/** A section that its owner writes. */
export const section: OutlineNode = {
  id: idOf('s2'),
  label: '2.',
  title: 'Quản lý đô thị',
  numbering: 'arabic',
  documentId: idOf('d2'),
  state: 'drafting',
  stateChangedAt: null,
  returnReason: null,
  visibility: 'open',
  ownerId: idOf('huong'),
  coEditorIds: [],
  startOn: null,
  due: null,
  words: 120,
  targetWords: 500,
  openThreads: 0,
  submissionId: null,
  rights: ['see', 'read', 'comment', 'edit', 'submit'],
  children: [],
};
