/** What scrolls an element: the nearest around it that does, else the page. */
export function scrollerOf(element: Element | null): Element {
  for (let at = element?.parentElement; at !== null && at !== undefined; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
