import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';

/** Which pages and which addresses the server answers: decided from a request's headers alone, before any work. */
export interface Origins {
  /**
   * Whether a page of this request's `Origin` may change things or open live connections: `PUBLIC_URL`, else exactly the host that the
   * request went to. A request without `Origin` comes from a program, not from a page, and is let through.
   */
  isAllowedOrigin(request: IncomingMessage): boolean;
  /** Whether the request went to a name of this server; a page of elsewhere can make a name of its own point here. */
  isAllowedHost(request: IncomingMessage): boolean;
}

export function openOrigins(publicUrl: string | undefined): Origins {
  const publicPlace = publicUrl === undefined ? undefined : new URL(publicUrl);
  const isAllowedHost = (request: IncomingMessage): boolean => {
    const host = request.headers.host;
    return host !== undefined && (host === publicPlace?.host || isNearby(host));
  };
  return {
    isAllowedHost,
    isAllowedOrigin(request) {
      const origin = request.headers.origin;
      if (origin === undefined) return true;
      if (publicPlace !== undefined) return origin === publicPlace.origin;
      return isAllowedHost(request) && isPageOf(origin, request.headers.host ?? '');
    },
  };
}

function isPageOf(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  // The browser leaves a default port out in both.
  return (page.protocol === 'http:' || page.protocol === 'https:') && page.host === host.toLowerCase();
}

/** This machine, an address of a private network, the machine's own name, or a name that the local network gives. */
function isNearby(host: string): boolean {
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname;
  return (
    name === 'localhost' ||
    name === hostname().toLowerCase() ||
    name.endsWith('.local') ||
    PRIVATE_IPV4.test(name) ||
    PRIVATE_IPV6.test(name)
  );
}

const PRIVATE_IPV4 =
  /^(127|10)(\.\d+){3}$|^192\.168(\.\d+){2}$|^172\.(1[6-9]|2\d|3[01])(\.\d+){2}$|^169\.254(\.\d+){2}$/;
/** Loopback, link-local and unique local addresses, as `URL` writes them. */
const PRIVATE_IPV6 = /^\[(::1|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)\]$/;
