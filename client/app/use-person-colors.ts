import { useEffect } from 'react';
import { useCommittees } from '#client/data/committees.ts';
import { setPersonColors } from '#client/objects/person-color.ts';
import type { Me } from '#shared/protocol/session.ts';

/** Tells the people of my committees apart by colour on every screen. */
export function usePersonColors(me: Me): void {
  const committees = useCommittees(me.committees.map(({ id }) => id));
  const areKnown = committees.length === me.committees.length;
  useEffect(() => {
    if (!areKnown) return;
    setPersonColors(
      committees.map(({ people }) => people.map(({ id }) => id)),
      document.documentElement.style,
    );
  }, [areKnown, committees]);
}
