import * as protocol from '#shared/protocol/own.ts';
import {
  changePassword,
  endOtherSessions,
  endSession,
  listSessions,
  listTokens,
  makeToken,
  revokeToken,
} from '#server/actions/own.ts';
import { bind } from '#server/http/bind.ts';

export const ownRoutes = [
  bind(protocol.listSessions, listSessions),
  bind(protocol.endSession, endSession),
  bind(protocol.endOtherSessions, endOtherSessions),
  bind(protocol.changePassword, changePassword),
  bind(protocol.listTokens, listTokens),
  bind(protocol.makeToken, makeToken),
  bind(protocol.revokeToken, revokeToken),
];
