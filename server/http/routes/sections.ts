import * as protocol from '#shared/protocol/sections.ts';
import { tagOfSection } from '#server/actions/freshness.ts';
import { getPart, getSection, reopenSection } from '#server/actions/sections.ts';
import {
  listSubmissions,
  receiveSubmission,
  returnSubmission,
  submitSection,
  withdrawSubmission,
} from '#server/actions/submissions.ts';
import { bind, bindTagged } from '#server/http/bind.ts';

export const sectionRoutes = [
  bindTagged(protocol.getSection, getSection, tagOfSection),
  bind(protocol.getPart, getPart),
  bind(protocol.reopenSection, reopenSection),
  bind(protocol.listSubmissions, listSubmissions),
  bind(protocol.submitSection, submitSection),
  bind(protocol.receiveSubmission, receiveSubmission),
  bind(protocol.returnSubmission, returnSubmission),
  bind(protocol.withdrawSubmission, withdrawSubmission),
];
