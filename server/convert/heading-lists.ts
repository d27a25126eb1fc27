/** Ordinals at which the levels of a list of headings begin, from the top. A level beyond them begins at the first. */
export type HeadingList = readonly number[];

/**
 * Splits the headings of a report into lists that a word processor counts by itself: each level begins at its list's ordinal, counts on,
 * and begins again below a heading of a higher level. A report that is counted without a jump is one list, so that who writes a heading
 * between two others in Word has all after it counted anew.
 */
export interface HeadingLists {
  /** The list of the next heading, which bears these ordinals. */
  listOf(ordinals: readonly number[]): number;
  /** All lists so far, by number. */
  begun(): readonly HeadingList[];
}

export function startHeadingLists(): HeadingLists {
  const lists: HeadingList[] = [];
  let counted: readonly (number | undefined)[] = [];

  /** What the list that is being counted would show at its next heading of this level. */
  function shownAt(level: number): readonly number[] {
    const begins = lists.at(-1) ?? [];
    return Array.from({ length: level }, (_, at) => {
      const count = counted[at];
      if (count === undefined) return begins[at] ?? 1;
      return at === level - 1 ? count + 1 : count;
    });
  }

  return {
    listOf(ordinals) {
      const level = ordinals.length;
      const shown = shownAt(level);
      // Word processors disagree on how a level goes on that a deeper heading has passed over, so it goes on in a list of its own.
      const isPassedOver = counted.length >= level && counted[level - 1] === undefined;
      const isNext = lists.length > 0 && !isPassedOver && ordinals.every((ordinal, at) => ordinal === shown[at]);
      if (!isNext) lists.push(ordinals);
      counted = ordinals.map((ordinal, at) =>
        at === level - 1 || (isNext && counted[at] !== undefined) ? ordinal : undefined,
      );
      return lists.length - 1;
    },
    begun: () => lists,
  };
}
