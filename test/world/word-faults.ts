import { DOMParser, onErrorStopParsing, type Document } from '@xmldom/xmldom';
import { unzipSync } from 'fflate';
import { isSafeHref } from '#shared/document/schema.ts';

/** The words of a Word file's body. */
export function textOfWord(bytes: Uint8Array): string {
  const body = unzipSync(bytes)['word/document.xml'] ?? new Uint8Array();
  return parseXml(body).documentElement?.textContent ?? '';
}

/** What Word would run, load, ask for or not be able to read. */
export function faultsOfWord(bytes: Uint8Array): readonly string[] {
  const parts = Object.entries(unzipSync(bytes));
  return parts.flatMap(([name, part]) => {
    if (/vbaProject|activeX|embeddings|attachedToolbars|\.(bin|exe|html?|mht|rtf)$/i.test(name)) return [name];
    if (!/\.(xml|rels)$/.test(name)) return [];
    const text = new TextDecoder().decode(part);
    const active = /<w:(altChunk|object|control|subDoc)\b|<o:OLEObject|attachedTemplate|<!DOCTYPE|<!ENTITY/.exec(text);
    return [
      ...(active === null ? [] : [`${name} has ${active[0]}`]),
      ...fieldsOf(text).filter((field) => !/^(PAGE|NUMPAGES|SECTIONPAGES)\b/.test(field)),
      ...outsideTargets(part, name),
    ];
  });
}

/** The instructions of fields, which a document computes as it is opened. */
function fieldsOf(text: string): readonly string[] {
  const found = [...text.matchAll(/<w:instrText[^>]*>([^<]*)<|<w:fldSimple[^>]*w:instr="([^"]*)"/g)];
  return found.map(([, long = '', simple = '']) => (long + simple).trim());
}

/** Targets outside the file that are no checked link of a text. Throws where the part can't be read. */
function outsideTargets(part: Uint8Array, name: string): readonly string[] {
  const relations = [...parseXml(part).getElementsByTagName('Relationship')];
  return relations.flatMap((relation) => {
    if (relation.getAttribute('TargetMode') !== 'External') return [];
    const isLink = relation.getAttribute('Type')?.endsWith('/hyperlink') === true;
    const target = relation.getAttribute('Target') ?? '';
    return isLink && isSafeHref(target) ? [] : [`${name} points to ${target}`];
  });
}

function parseXml(part: Uint8Array): Document {
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(new TextDecoder().decode(part), 'text/xml');
}
