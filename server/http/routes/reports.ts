import * as protocol from '#shared/protocol/reports.ts';
import { freezeDraft } from '#server/actions/drafts.ts';
import { getOutline, getReport, listDrafts } from '#server/actions/reports.ts';
import { bind } from '#server/http/bind.ts';

export const reportRoutes = [
  bind(protocol.getReport, getReport),
  bind(protocol.getOutline, getOutline),
  bind(protocol.listDrafts, listDrafts),
  bind(protocol.freezeDraft, freezeDraft),
];
