import type { Report } from '#shared/protocol/reports.ts';

/** What this person may do with the outline of a report; the server said it with the report. */
export interface OutlineRights {
  readonly edit: boolean;
  readonly assign: boolean;
  readonly approve: boolean;
}

export function outlineRights({ rights }: Report): OutlineRights {
  return {
    edit: rights.includes('editOutline'),
    assign: rights.includes('assign'),
    approve: rights.includes('approveOutline'),
  };
}
