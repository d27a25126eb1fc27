import { useCallback, useState } from 'react';
import type { Meeting } from '#client/data/links.ts';
import { openMeeting } from '#shared/protocol/links.ts';

const STORED_UNDER = 'dt.meeting.';

interface MeetingMemory {
  readonly meeting: Meeting | undefined;
  readonly keep: (meeting: Meeting) => void;
}

/** The code that this browser made: the server shows it once, and it is needed for as long as the room has people outside. */
export function useMeetingMemory(committeeId: string): MeetingMemory {
  const place = `${STORED_UNDER}${committeeId}`;
  const [meeting, setMeeting] = useState(() => readMeeting(localStorage.getItem(place)));
  const keep = useCallback(
    (made: Meeting) => {
      localStorage.setItem(place, JSON.stringify(made));
      setMeeting(made);
    },
    [place],
  );
  return { meeting, keep };
}

function readMeeting(stored: string | null): Meeting | undefined {
  try {
    return openMeeting.answer.parse(JSON.parse(stored ?? 'null'));
  } catch {
    // Written by another version of the program, or not at all.
    return undefined;
  }
}
