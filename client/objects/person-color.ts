const COLORS = 12;

/**
 * The colour of a person wherever they appear: the one that their committee gave them, else, once the committees are known, the one that
 * the account's id alone says. Until then nobody has a colour, as it would turn into another. These are variables of the page, so that
 * what is drawn once, as a caret is, takes the colour when the committee is known.
 */
export function personColor(id: string): string {
  const color = preferred(id);
  return `var(${colorVariable(id)}, var(${strangerVariable(color)}, var(--dt-ink-3)))`;
}

/** Shows people in the colours of their committees from now on, and others in those of their ids. */
export function setPersonColors(committees: readonly (readonly string[])[], style: CSSStyleDeclaration): void {
  for (const [id, color] of shareColors(committees)) style.setProperty(colorVariable(id), colorOf(color));
  for (let color = 0; color < COLORS; color += 1) style.setProperty(strangerVariable(color), colorOf(color));
}

/**
 * Colours from 0, such that nobody in a committee of at most twelve shares one. Each takes the colour of their id or the next free one,
 * in the order of the ids: the same for everybody who knows the same committees, and mostly the same when somebody joins.
 */
export function shareColors(committees: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const shared = new Map<string, number>();
  for (const people of committees) {
    const taken = new Set(people.flatMap((id) => shared.get(id) ?? []));
    for (const id of people.toSorted()) {
      if (shared.has(id)) continue;
      if (taken.size === COLORS) taken.clear();
      const color = firstFree(preferred(id), taken);
      shared.set(id, color);
      taken.add(color);
    }
  }
  return shared;
}

function firstFree(from: number, taken: ReadonlySet<number>): number {
  let color = from;
  while (taken.has(color)) color = (color + 1) % COLORS;
  return color;
}

function preferred(id: string): number {
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % COLORS;
}

function colorOf(color: number): string {
  return `var(--dt-p${String(color + 1)})`;
}

/** The colour of who is in no committee of mine. */
function strangerVariable(color: number): string {
  return `--dt-stranger-${String(color + 1)}`;
}

/** Ids are letters, digits, `-` and `_`; whatever else comes from outside must not end the name. */
function colorVariable(id: string): string {
  return `--dt-person-${id.replace(/[^\w-]/g, '_')}`;
}
