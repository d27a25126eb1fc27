import type { CommitteeId, PersonId } from './ids.ts';

/** What a person is in one committee; a person may hold several, and rights add up. */
export const COMMITTEE_ROLES = ['chair', 'bureau', 'helper', 'member', 'office'] as const;
export type CommitteeRole = (typeof COMMITTEE_ROLES)[number];

export interface Person {
  readonly id: PersonId;
  readonly login: string;
  readonly name: string;
}

export interface CommitteePerson extends Person {
  readonly roles: readonly CommitteeRole[];
}

export interface Membership {
  readonly id: CommitteeId;
  readonly title: string;
  readonly roles: readonly CommitteeRole[];
}
