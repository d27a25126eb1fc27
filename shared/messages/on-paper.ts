import { VIETNAMESE, type Texts } from './vietnamese.ts';

/** Names a text of printed papers. */
export type PaperKey = `papers.${Extract<keyof Texts['papers'], string>}`;

/** A line of a paper. Papers are in the office's language, whichever language the screen of who prints them has. */
export function onPaper(key: PaperKey, slots: Readonly<Record<string, string>> = {}): string {
  const texts: ReadonlyMap<string, string> = new Map(Object.entries(VIETNAMESE.papers));
  const line = texts.get(key.slice('papers.'.length)) ?? '';
  return line.replace(/\{\{(\w+)\}\}/g, (_, slot: string) => slots[slot] ?? '');
}
