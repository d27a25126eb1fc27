/** What a person is in one committee; a person may hold several, and rights add up. */
export const COMMITTEE_ROLES = ['chair', 'bureau', 'helper', 'member', 'office'] as const;
export type CommitteeRole = (typeof COMMITTEE_ROLES)[number];

/** What a one-time link lets its holder do. `meeting` is for a room of people at once and lets nobody in by itself. */
export const LINK_KINDS = ['setUp', 'invitation', 'passwordReset', 'meeting'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Only a `usable` link lets anybody in; the others say why this one does not any more. */
export const LINK_STATES = ['usable', 'used', 'expired', 'revoked'] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** Of who said by a meeting's code which name is theirs. `expired`: the code's time was over before it came to an end. */
export const CLAIM_STATES = ['waiting', 'confirmed', 'refused', 'used', 'expired'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** Whether a person can come in yet: `none` was not invited or let the time pass, `invited` has a link that still is good. */
export const ACCOUNT_STATES = ['none', 'invited', 'active', 'deactivated'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];
