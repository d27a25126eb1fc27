/**
 * The text in composed form, without what no XML file may hold: one pasted control character would make a whole Word file
 * unreadable, and old printers and searches want `ộ` as one letter.
 */
export function printable(text: string): string {
  return Array.from(text)
    .filter((character) => isXmlCharacter(character.codePointAt(0) ?? 0))
    .join('')
    .normalize('NFC');
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
