/** The names of what a person may do with each kind of object; `shared/rules/rights.ts` says who may. */
export const SECTION_ACTIONS = [
  /** Know that it exists: title, state, owner, figures. */
  'see',
  'read',
  'comment',
  'suggest',
  'edit',
  'submit',
  'withdraw',
  'receive',
  'return',
  'reopen',
] as const;
export type SectionAction = (typeof SECTION_ACTIONS)[number];

export const PART_ACTIONS = [
  'see',
  'read',
  'comment',
  'suggest',
  'edit',
  'stageMerge',
  'applyMerge',
  'revertMerge',
] as const;
export type PartAction = (typeof PART_ACTIONS)[number];

export const REPORT_ACTIONS = [
  'see',
  'seeMerges',
  'export',
  'exportDraft',
  'freeze',
  'editOutline',
  'approveOutline',
  'assign',
] as const;
export type ReportAction = (typeof REPORT_ACTIONS)[number];

/** What a person may do with a committee as such; `manage` is to say who is in it, in which roles, and to let them in. */
export const COMMITTEE_ACTIONS = ['see', 'manage', 'createReport'] as const;
export type CommitteeAction = (typeof COMMITTEE_ACTIONS)[number];

/** What a person may do in a live text, from nothing (it does not exist for them) to editing. */
export const TEXT_GRADES = ['none', 'read', 'comment', 'suggest', 'edit'] as const;
export type TextGrade = (typeof TEXT_GRADES)[number];
