import type { DocumentState } from '#client/sync/open-document.ts';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { section } from '#test/client/features/submissions/example.ts';

export { me } from '#test/client/features/merge/example.ts';

export const who = { author: idOf<PersonId>('tung'), other: idOf<PersonId>('other') };

export const sectionDetail: SectionDetail = {
  section,
  reportId: idOf('r1'),
  committeeId: idOf('c1'),
  profile: 'nd30',
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
};

/** A text that is open and saved. */
export const textState: DocumentState = {
  generation: 1,
  live: null,
  connection: 'connected',
  offlineSince: null,
  waiting: 0,
  savedAt: 0,
  grade: 'comment',
  documentState: 'drafting',
  change: null,
  hasLostEdit: false,
  hasStoreTrouble: false,
  keepsCopy: true,
  kept: [],
  keptFor: null,
  ended: null,
  isNewer: false,
};
