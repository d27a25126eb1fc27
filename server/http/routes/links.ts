import * as protocol from '#shared/protocol/links.ts';
import { setUp, setUpDemo } from '#server/actions/first-run.ts';
import { acceptLink, invite, listInvitations, lookAtLink, revokeLink } from '#server/actions/links.ts';
import {
  claimName,
  confirmClaim,
  listClaims,
  listFreeNames,
  lookAtClaim,
  openMeeting,
  refuseClaim,
} from '#server/actions/meeting.ts';
import { playDemo } from '#server/demo/play.ts';
import { bind, bindPublic, bindSignIn } from '#server/http/bind.ts';

export const linkRoutes = [
  bindSignIn(protocol.setUp, setUp),
  bindPublic(protocol.setUpDemo, (context, input) => setUpDemo(context, input, playDemo)),
  bindPublic(protocol.lookAtLink, lookAtLink),
  bindSignIn(protocol.acceptLink, acceptLink),
  bind(protocol.invite, invite),
  bind(protocol.listInvitations, listInvitations),
  bind(protocol.revokeLink, revokeLink),
  bind(protocol.openMeeting, openMeeting),
  bindPublic(protocol.listFreeNames, listFreeNames),
  bindPublic(protocol.claimName, claimName),
  bindPublic(protocol.lookAtClaim, lookAtClaim),
  bind(protocol.listClaims, listClaims),
  bind(protocol.confirmClaim, confirmClaim),
  bind(protocol.refuseClaim, refuseClaim),
];
