import type { ReportAction } from '#shared/model/right.ts';
import type { Draft } from '#shared/protocol/reports.ts';

/** What is exported. A report may be exported as it is now or as one of its numbered drafts, by right. */
export type ExportTarget =
  | {
      readonly kind: 'report';
      readonly id: string;
      /** Newest first. */
      readonly drafts: readonly Draft[];
      readonly rights: readonly ReportAction[];
      /** The draft that is offered first; else the text as it is now. */
      readonly draft?: number;
    }
  | { readonly kind: 'part' | 'section'; readonly id: string };
