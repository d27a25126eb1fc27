import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

const TWIPS_PER_MM = 1440 / 25.4;

/** A paragraph as it is shown: what it says itself before what its list, its style and the file say. */
export interface ShownParagraph {
  readonly element: Element;
  readonly text: string;
  readonly style: string;
  readonly styleName: string;
  readonly sizePt: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly caps: boolean;
  readonly underline: boolean;
  readonly colour: string | undefined;
  readonly align: string;
  readonly leftMm: number;
  readonly rightMm: number;
  readonly firstLineMm: number;
  readonly beforePt: number;
  readonly afterPt: number;
  /** Points where lines are exactly so high, else how many times as high as the font has them. */
  readonly lines: { readonly rule: string; readonly value: number };
  readonly keepNext: boolean;
  /** On, unless something takes it away. */
  readonly widowControl: boolean;
  /** A line above it: its weight in points. */
  readonly ruleAbove: { readonly kind: string; readonly weightPt: number; readonly colour: string } | undefined;
}

export interface WordFile {
  part(path: string): Element;
  /** All paragraphs of a part, in their order, those in tables too. */
  shown(root?: Element): readonly ShownParagraph[];
  /** A paragraph that had this style and nothing else. */
  ofStyle(id: string): ShownParagraph;
}

export function openWord(bytes: Uint8Array): WordFile {
  const files = unzipSync(bytes);
  const parts = new Map<string, Element>();
  const part = (path: string): Element => {
    const known = parts.get(path);
    if (known !== undefined) return known;
    const root = files[path] && new DOMParser().parseFromString(strFromU8(files[path]), 'text/xml').documentElement;
    if (!root) throw new Error(`${path} is missing among ${Object.keys(files).join(', ')}`);
    parts.set(path, root);
    return root;
  };
  const styles = part('word/styles.xml');
  const document = part('word/document.xml');
  const levels = levelsOf(part('word/numbering.xml'));
  const show = (element: Element): ShownParagraph => {
    const own = child(element, 'w:pPr');
    const style = valueIn(own, 'w:pStyle') ?? '';
    return shownParagraph({
      element,
      style,
      layers: [...layersOf(styles, style), levels(own), own, runOf(element)],
      styles,
    });
  };
  return {
    part,
    shown: (root = document) => all(root, 'w:p').map(show),
    ofStyle: (style) => shownParagraph({ element: document, style, layers: layersOf(styles, style), styles, text: '' }),
  };
}

export function all(root: Element, name: string): readonly Element[] {
  return [...root.getElementsByTagName(name)];
}

export function first(root: Element, name: string): Element {
  const found = all(root, name)[0];
  if (found === undefined) throw new Error(`${name} is missing`);
  return found;
}

export function toMm(twips: string | null | undefined): number {
  return Math.round((Number(twips ?? '0') / TWIPS_PER_MM) * 10) / 10;
}

interface Layered {
  readonly element: Element;
  readonly style: string;
  readonly styles: Element;
  /** From the farthest to the nearest: later ones win. */
  readonly layers: readonly (Element | undefined)[];
  readonly text?: string;
}

function shownParagraph({ element, style, styles, layers, text }: Layered): ShownParagraph {
  const attribute = (name: string, key: string): string | undefined => {
    const found = layers.findLast((layer) => layer && all(layer, name)[0]?.hasAttribute(key));
    return (found && all(found, name)[0]?.getAttribute(key)) ?? undefined;
  };
  const isOn = (name: string, usual = false): boolean => {
    const found = layers.findLast((layer) => layer && all(layer, name).length > 0);
    if (!found) return usual;
    return !['false', '0', 'none'].includes(all(found, name)[0]?.getAttribute('w:val') ?? 'true');
  };
  const rule = attribute('w:spacing', 'w:lineRule') ?? 'auto';
  const line = Number(attribute('w:spacing', 'w:line') ?? '240');
  const edge = all(element, 'w:pBdr').flatMap((borders) => all(borders, 'w:top'))[0];
  return {
    element,
    text:
      text ??
      all(element, 'w:t')
        .map((one) => one.textContent)
        .join(''),
    style,
    styleName: valueIn(styleOf(styles, style), 'w:name') ?? '',
    sizePt: Number(attribute('w:sz', 'w:val') ?? '20') / 2,
    bold: isOn('w:b'),
    italic: isOn('w:i'),
    caps: isOn('w:caps'),
    underline: isOn('w:u'),
    colour: attribute('w:color', 'w:val'),
    align: attribute('w:jc', 'w:val') ?? 'left',
    leftMm: toMm(attribute('w:ind', 'w:left')),
    rightMm: toMm(attribute('w:ind', 'w:right')),
    firstLineMm: toMm(attribute('w:ind', 'w:firstLine')),
    beforePt: Number(attribute('w:spacing', 'w:before') ?? '0') / 20,
    afterPt: Number(attribute('w:spacing', 'w:after') ?? '0') / 20,
    lines: rule === 'exact' ? { rule, value: line / 20 } : { rule: 'multiple', value: line / 240 },
    keepNext: isOn('w:keepNext'),
    widowControl: isOn('w:widowControl', true),
    ruleAbove: edge && {
      kind: edge.getAttribute('w:val') ?? '',
      weightPt: Number(edge.getAttribute('w:sz')) / 8,
      colour: edge.getAttribute('w:color') ?? '',
    },
  };
}

function layersOf(styles: Element, id: string): readonly Element[] {
  const style = styleOf(styles, id);
  if (style === undefined) return [first(styles, 'w:docDefaults')];
  return [...layersOf(styles, valueIn(style, 'w:basedOn') ?? ''), style];
}

function styleOf(styles: Element, id: string): Element | undefined {
  return all(styles, 'w:style').find((one) => one.getAttribute('w:styleId') === id);
}

/** The level of a list that a paragraph stands in: its indent goes before the style's. */
function levelsOf(numbering: Element): (own: Element | undefined) => Element | undefined {
  return (own) => {
    const id = own && valueIn(own, 'w:numId');
    const list = all(numbering, 'w:num').find((one) => one.getAttribute('w:numId') === id);
    const kind = list && valueIn(list, 'w:abstractNumId');
    const levels = all(numbering, 'w:abstractNum').find((one) => one.getAttribute('w:abstractNumId') === kind);
    const at = own && valueIn(own, 'w:ilvl');
    const level = levels && all(levels, 'w:lvl').find((one) => one.getAttribute('w:ilvl') === at);
    return level && child(level, 'w:pPr');
  };
}

function runOf(paragraph: Element): Element | undefined {
  const run = all(paragraph, 'w:r').find((one) => all(one, 'w:t').length > 0);
  return run && child(run, 'w:rPr');
}

function child(element: Element, name: string): Element | undefined {
  return all(element, name).find((one) => one.parentNode === element);
}

function valueIn(element: Element | undefined, name: string): string | undefined {
  return (element && all(element, name)[0]?.getAttribute('w:val')) ?? undefined;
}
