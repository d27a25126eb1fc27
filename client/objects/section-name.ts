/** Number and title as one line: `II. …`, `1.2. …`, or the title alone. */
export function sectionName(section: { readonly label: string; readonly title: string }): string {
  if (section.label === '') return section.title;
  return /[.)-]$/.test(section.label) ? `${section.label} ${section.title}` : `${section.label}. ${section.title}`;
}
