import type { ReactNode } from 'react';
import type { PersonalLinks } from '#client/data/links.ts';
import type { Member } from '#shared/protocol/people.ts';

/** What another task draws on the screen of people: how those who have no password yet come in. */
export interface PeopleSlots {
  /** Beside the list: a code for a room, links for all. */
  readonly invitePanel: (props: CommitteeNames) => ReactNode;
  /** Links that were just made, over the screen, until `onClose`. */
  readonly invitationSheet: (props: InvitationSheetSlot) => ReactNode;
}

export interface CommitteeNames {
  readonly committeeId: string;
  readonly committee: string;
}

export interface InvitationSheetSlot {
  readonly committee: string;
  readonly people: readonly Member[];
  readonly links: PersonalLinks;
  readonly onClose: () => void;
}
