/** The whole address of a path, as other people are given it: the one by which the inviter came. */
export function addressOfPath(path: string): string {
  return `${location.origin}${path}`;
}

/** Whether the page was opened at an address that means this machine alone. */
export function isOnlyHere(host: string = location.hostname): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
