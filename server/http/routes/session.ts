import * as protocol from '#shared/protocol/session.ts';
import { about, demoSignIn, me, signIn, signOut } from '#server/actions/session.ts';
import { bind, bindPublic, bindSignIn, bindSignOut } from '#server/http/bind.ts';

export const sessionRoutes = [
  bindPublic(protocol.about, about),
  bindSignIn(protocol.signIn, signIn),
  bindSignIn(protocol.demoSignIn, demoSignIn),
  bindSignOut(protocol.signOut, signOut),
  bind(protocol.me, me),
];
