interface Address {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

const HOME = '/';

/** Where to sign in, and where to go afterwards. */
export function signInAddress({ pathname, search, hash }: Address): string {
  const wanted = `${pathname}${search}${hash}`;
  return wanted === HOME ? '/sign-in' : `/sign-in?to=${encodeURIComponent(wanted)}`;
}

/** The address that a person wanted before signing in; one outside of this server is not followed. */
export function wantedAddress(search: string): string {
  const wanted = new URLSearchParams(search).get('to') ?? HOME;
  return /^\/(?![/\\])/.test(wanted) ? wanted : HOME;
}
