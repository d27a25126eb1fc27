import { useCallback, useState } from 'react';

const STORED_UNDER = 'dt.claim.';

interface ClaimMemory {
  readonly claimSecret: string | undefined;
  readonly keep: (claimSecret: string) => void;
  readonly forget: () => void;
}

/** The secret of the claim that this browser made by a meeting's code: a phone that is put away for a moment loses its page. */
export function useClaimMemory(meetingSecret: string): ClaimMemory {
  const place = `${STORED_UNDER}${meetingSecret}`;
  const [claimSecret, setClaimSecret] = useState(() => localStorage.getItem(place) ?? undefined);
  const keep = useCallback(
    (secret: string) => {
      localStorage.setItem(place, secret);
      setClaimSecret(secret);
    },
    [place],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(place);
    setClaimSecret(undefined);
  }, [place]);
  return { claimSecret, keep, forget };
}
