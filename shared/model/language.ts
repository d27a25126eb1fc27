/** The languages of the screens; the first is the one a new browser gets. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
