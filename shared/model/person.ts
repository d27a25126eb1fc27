/** What a person is in one committee; a person may hold several, and rights add up. */
export const COMMITTEE_ROLES = ['chair', 'bureau', 'helper', 'member', 'office'] as const;
export type CommitteeRole = (typeof COMMITTEE_ROLES)[number];
