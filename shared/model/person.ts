/** What a person is in one committee; a person may hold several, and rights add up. */
export const COMMITTEE_ROLES = ['chair', 'bureau', 'helper', 'member', 'office'] as const;
export type CommitteeRole = (typeof COMMITTEE_ROLES)[number];

/** What a one-time link lets its holder do. `meeting` is for a room of people at once and lets nobody in by itself. */
export const LINK_KINDS = ['setUp', 'invitation', 'passwordReset', 'meeting'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
