import type { ReactNode } from 'react';
import type { QuotedPlace } from '#client/editor/comment-marks.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';

/** What other features put into the writing screen; `client/app` hands them over. */
interface CommentsSlotProps {
  readonly documentId: string;
  readonly committeeId: string;
  readonly mayComment: boolean;
  /** The words that a new comment is about, while one is written. */
  readonly place: QuotedPlace | null;
  /** The new comment is made, or given up: then null. */
  readonly onPlaced: (threadId: string | null) => void;
  readonly activeId: string | null;
  readonly onActivate: (threadId: string | null) => void;
  /** Threads whose words are still in the text, in the order of their places; null while the text is not there yet. */
  readonly present: ReadonlySet<string> | null;
  /** Settles when what was typed is on the server, or after a while. */
  readonly whenSaved: () => Promise<void>;
}

export interface ActionsSlotProps {
  readonly section: OutlineNode;
  /** `banner`: only what stands beside the sentence of a state. */
  readonly place: 'header' | 'banner';
  readonly whenSaved: () => Promise<void>;
}

interface ExportTarget {
  readonly kind: 'section' | 'part';
  readonly id: string;
}

export interface WritingSlots {
  readonly commentsPanel: (props: CommentsSlotProps) => ReactNode;
  readonly exportButton: (target: ExportTarget) => ReactNode;
}
