import * as protocol from '#shared/protocol/committees.ts';
import { getCommittee, listCommittees } from '#server/actions/committees.ts';
import { bind } from '#server/http/bind.ts';

export const committeeRoutes = [
  bind(protocol.getCommittee, getCommittee),
  bind(protocol.listCommittees, listCommittees),
];
