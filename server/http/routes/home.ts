import * as protocol from '#shared/protocol/home.ts';
import { getHome } from '#server/actions/home.ts';
import { bind, bindEvents } from '#server/http/bind.ts';

export const homeRoutes = [bind(protocol.getHome, getHome), bindEvents(protocol.getEvents)];
