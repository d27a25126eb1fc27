import * as protocol from '#shared/protocol/reports.ts';
import { freezeDraft } from '#server/actions/drafts.ts';
import { tagOfReport } from '#server/actions/freshness.ts';
import { getOutline, getReport, listDrafts } from '#server/actions/reports.ts';
import { bind, bindTagged } from '#server/http/bind.ts';

export const reportRoutes = [
  bindTagged(protocol.getReport, getReport, tagOfReport),
  bind(protocol.getOutline, getOutline),
  bind(protocol.listDrafts, listDrafts),
  bind(protocol.freezeDraft, freezeDraft),
];
