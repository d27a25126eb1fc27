/** `assigned → drafting → submitted → received`; `returned` comes from submitted and leads back to the author. */
export const SECTION_STATES = ['assigned', 'drafting', 'submitted', 'returned', 'received'] as const;
export type SectionState = (typeof SECTION_STATES)[number];

/** What may be done to a section's state. `startDrafting` is done by the first durable edit, the others by a person's press. */
export const SECTION_MOVES = ['startDrafting', 'submit', 'withdraw', 'return', 'receive', 'reopen'] as const;
export type SectionMove = (typeof SECTION_MOVES)[number];

/** `closedUntilSubmitted`: people without a share in it may know it only while submitted or received. */
export const VISIBILITIES = ['open', 'closedUntilSubmitted'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** How the outline labels a section; the layout profile says how each kind looks. */
export const NUMBERINGS = ['none', 'part', 'roman', 'arabic', 'decimal2', 'appendix'] as const;
export type Numbering = (typeof NUMBERINGS)[number];

/** How one person stands to one section. */
export const SECTION_RELATIONS = ['owner', 'coEditor', 'none'] as const;
export type SectionRelation = (typeof SECTION_RELATIONS)[number];
