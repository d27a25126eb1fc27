import { ENGLISH } from './english.ts';
import { VIETNAMESE, type Texts } from './vietnamese.ts';

type TerminalArea = 'console' | 'commands' | 'settings' | 'errors';
type KeyOf<Area extends keyof Texts> = Extract<keyof Texts[Area], string>;

/** A text of the terminal, or the sentence of an error. */
export type TerminalKey = { [Area in TerminalArea]: `${Area}.${KeyOf<Area>}` }[TerminalArea];

/** One line in Vietnamese and English, as who reads it in a terminal has not chosen a language: `Đã ghi vào a.docx. · Written to a.docx.` */
export function inBothLanguages(key: TerminalKey, slots: Readonly<Record<string, string>> = {}): string {
  const [area = '', name = ''] = key.split(/\.(.*)/s);
  const lines = [VIETNAMESE, ENGLISH].map((texts) => textAt(texts, area, name));
  return lines.join(' · ').replace(/\{\{(\w+)\}\}/g, (_, slot: string) => slots[slot] ?? '');
}

function textAt(texts: object, area: string, name: string): string {
  const ofArea: unknown = Object.entries(texts).find(([one]) => one === area)?.[1];
  if (typeof ofArea !== 'object' || ofArea === null) return '';
  const text: unknown = Object.entries(ofArea).find(([one]) => one === name)?.[1];
  return typeof text === 'string' ? text : '';
}
