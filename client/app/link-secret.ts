import { useLocation } from 'react-router';

/** The secret of a link, empty without one: the fragment of the address, which the browser keeps to itself. */
export function useLinkSecret(): string {
  const written = useLocation().hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    // Cut short or mistyped: whoever knows the secrets says that there is no such one.
    return written;
  }
}
