const COLORS = 12;

/** The colour of a person wherever they appear; it hangs on the account alone, so it is the same on every screen. */
export function personColor(id: string): string {
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return `var(--dt-p${String((hash % COLORS) + 1)})`;
}
