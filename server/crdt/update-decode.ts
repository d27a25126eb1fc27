import * as decoding from 'lib0/decoding';
import { DOCUMENT_SCHEMA, fitsAttribute } from '#shared/document/schema.ts';
import { LIMITS } from '#shared/protocol/limits.ts';

/** The bytes are no update that an honest client of this schema sends. */
export class MalformedUpdate extends Error {}
export class TooLarge extends Error {}

interface StructId {
  readonly client: number;
  readonly clock: number;
}

type StructContent =
  | { readonly kind: 'gone' | 'characters' | 'mark' }
  /** `#text` or a node's name. */
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'value'; readonly value: unknown };

export interface Struct {
  readonly clock: number;
  readonly length: number;
  readonly origin: StructId | undefined;
  readonly rightOrigin: StructId | undefined;
  readonly parent: StructId | undefined;
  readonly root: string | undefined;
  /** The attribute's name; absent where it is the left neighbour's. */
  readonly attribute: string | undefined;
  readonly isAttribute: boolean;
  readonly leansOn: readonly StructId[];
  readonly content: StructContent;
}

export interface DecodedUpdate {
  /** Only what lies beyond the stored clocks, by client in clock order. */
  readonly structs: ReadonlyMap<number, readonly Struct[]>;
  /** The first clock after the update's own structs, by client. */
  readonly ends: ReadonlyMap<number, number>;
  readonly structCount: number;
  readonly newClients: readonly number[];
  readonly deletes: readonly (StructId & { readonly length: number })[];
  readonly hasGap: boolean;
}

interface DecodeLimits {
  readonly structs: number;
  readonly textBytes: number;
}

/** Reads a Yjs V1 update to its last byte. Counts are compared with the bytes left before anything is made of them. */
export function decodeUpdate(
  bytes: Uint8Array,
  clockOf: (client: number) => number,
  limits: DecodeLimits,
): DecodedUpdate {
  const decoder = decoding.createDecoder(bytes);
  const structs = new Map<number, Struct[]>();
  const ends = new Map<number, number>();
  const newClients: number[] = [];
  let structCount = 0;
  let advance = 0;
  let hasGap = false;
  const sections = readCount(decoder, 4);
  for (let section = 0; section < sections; section += 1) {
    const count = readCount(decoder, 2);
    const client = readNumber(decoder);
    let clock = readNumber(decoder);
    if (count === 0 || ends.has(client)) throw new MalformedUpdate('an empty or doubled client');
    const stored = clockOf(client);
    if (clock > stored) hasGap = true;
    const fresh: Struct[] = [];
    for (let index = 0; index < count; index += 1) {
      const struct = readStruct(decoder, clock, limits);
      clock += struct.length;
      if (!Number.isSafeInteger(clock)) throw new MalformedUpdate('clock');
      if (struct.isSkip) hasGap = true;
      if (clock <= stored) continue;
      fresh.push(clock - struct.length < stored ? cutAt(struct, client, stored) : struct);
      structCount += 1;
      if (structCount > limits.structs) throw new TooLarge('structs');
    }
    ends.set(client, Math.max(clock, stored));
    if (fresh.length === 0) continue;
    structs.set(client, fresh);
    advance += clock - stored;
    if (advance > LIMITS.clockAdvance) throw new TooLarge('clock advance');
    if (stored === 0) newClients.push(client);
  }
  const deletes = readDeletes(decoder);
  if (decoding.hasContent(decoder)) throw new MalformedUpdate('bytes after the end');
  return { structs, ends, structCount, newClients, deletes, hasGap };
}

interface ReadStruct extends Struct {
  readonly isSkip: boolean;
}

/** The rest of a struct whose first part is stored: Yjs puts it after that part. */
function cutAt(struct: Struct, client: number, stored: number): Struct {
  const before = { client, clock: stored - 1 };
  const length = struct.clock + struct.length - stored;
  return { ...struct, clock: stored, length, origin: before, leansOn: [...struct.leansOn, before] };
}

function readStruct(decoder: decoding.Decoder, clock: number, limits: DecodeLimits): ReadStruct {
  const info = readByte(decoder);
  const reference = info & 0x1f;
  if (reference === 0 || reference === 10) {
    const length = readLength(decoder);
    return { ...BARE, clock, length, isSkip: reference === 10, leansOn: [] };
  }
  const origin = (info & 0x80) === 0 ? undefined : readId(decoder);
  const rightOrigin = (info & 0x40) === 0 ? undefined : readId(decoder);
  const isAttribute = (info & 0x20) !== 0;
  let root: string | undefined;
  let parent: StructId | undefined;
  let attribute: string | undefined;
  if (origin === undefined && rightOrigin === undefined) {
    const parentInfo = readNumber(decoder);
    if (parentInfo > 1) throw new MalformedUpdate('parent');
    if (parentInfo === 1) root = readText(decoder, LIMITS.attributeBytes);
    else parent = readId(decoder);
    if (root !== undefined && root !== DOCUMENT_SCHEMA.root) throw new MalformedUpdate('root name');
    if (isAttribute) attribute = readText(decoder, LIMITS.attributeBytes);
  }
  const { content, length } = readContent(decoder, reference, limits);
  const leansOn = [origin, rightOrigin, parent].filter((id) => id !== undefined);
  return { clock, length, origin, rightOrigin, parent, root, attribute, isAttribute, leansOn, content, isSkip: false };
}

const BARE = {
  origin: undefined,
  rightOrigin: undefined,
  parent: undefined,
  root: undefined,
  attribute: undefined,
  isAttribute: false,
  content: { kind: 'gone' },
} as const;

function readContent(
  decoder: decoding.Decoder,
  reference: number,
  limits: DecodeLimits,
): { readonly content: StructContent; readonly length: number } {
  switch (reference) {
    case 1:
      return { content: { kind: 'gone' }, length: readLength(decoder) };
    case 4: {
      const { length } = readText(decoder, limits.textBytes);
      if (length === 0) throw new MalformedUpdate('empty text');
      return { content: { kind: 'characters' }, length };
    }
    case 6:
      checkMark(readText(decoder, LIMITS.attributeBytes), readText(decoder, LIMITS.attributeBytes * 2));
      return { content: { kind: 'mark' }, length: 1 };
    case 7:
      return { content: { kind: 'node', name: readNodeName(decoder) }, length: 1 };
    case 8:
      if (readNumber(decoder) !== 1) throw new MalformedUpdate('several values in one attribute');
      return { content: { kind: 'value', value: readValue(decoder, 0) }, length: 1 };
    default:
      throw new MalformedUpdate(`content ${reference}`);
  }
}

function readNodeName(decoder: decoding.Decoder): string {
  const type = readNumber(decoder);
  if (type === 6) return '#text';
  if (type !== 3) throw new MalformedUpdate(`type ${type}`);
  const name = readText(decoder, LIMITS.attributeBytes);
  if (!Object.hasOwn(DOCUMENT_SCHEMA.nodes, name)) throw new MalformedUpdate('node name');
  return name;
}

/** Overlapping marks are stored as `name--<8 characters>`. */
const OVERLAPPING = /^([a-zA-Z]+)--[A-Za-z0-9+/=]{8}$/;

function checkMark(key: string, json: string): void {
  const overlapping = OVERLAPPING.exec(key)?.[1];
  const name = overlapping ?? key;
  const rule = Object.hasOwn(DOCUMENT_SCHEMA.marks, name) ? DOCUMENT_SCHEMA.marks[name] : undefined;
  if (rule === undefined || (overlapping !== undefined && rule.overlaps !== true)) throw new MalformedUpdate('mark');
  const value = parseJson(json);
  if (value === null) return;
  if (typeof value !== 'object' || Array.isArray(value)) throw new MalformedUpdate('mark value');
  const attributes = new Map<string, unknown>(Object.entries(value));
  for (const attribute of attributes.keys()) {
    if (!Object.hasOwn(rule.attributes, attribute)) throw new MalformedUpdate('mark attribute');
  }
  for (const [attribute, attributeRule] of Object.entries(rule.attributes)) {
    const one = attributes.get(attribute);
    if (one === undefined || !fitsAttribute(attributeRule, one)) throw new MalformedUpdate('mark attribute');
  }
}

/** The depth is bounded before parsing: Yjs parses any depth, and then cannot write the document again. */
function parseJson(json: string): unknown {
  let depth = 0;
  for (const character of json.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '')) {
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    if (depth > LIMITS.jsonDepth) throw new MalformedUpdate('depth');
  }
  try {
    return JSON.parse(json);
  } catch {
    throw new MalformedUpdate('JSON');
  }
}

/** A value of lib0's own coding; objects, bytes and big integers are no attribute of the schema. */
function readValue(decoder: decoding.Decoder, depth: number): unknown {
  if (depth > LIMITS.jsonDepth) throw new MalformedUpdate('depth');
  const tag = readByte(decoder);
  switch (tag) {
    case 127:
      return undefined;
    case 126:
      return null;
    case 125:
      return guarded(() => decoding.readVarInt(decoder));
    case 124:
      return new DataView(readBytes(decoder, 4).slice().buffer).getFloat32(0, false);
    case 123:
      return new DataView(readBytes(decoder, 8).slice().buffer).getFloat64(0, false);
    case 121:
      return false;
    case 120:
      return true;
    case 119:
      return readText(decoder, LIMITS.attributeBytes);
    case 117: {
      const length = readCount(decoder, 1);
      if (length > LIMITS.attributeBytes) throw new MalformedUpdate('list');
      return Array.from({ length }, () => readValue(decoder, depth + 1));
    }
    default:
      throw new MalformedUpdate('value');
  }
}

/** Stock clients repeat the whole delete set in every answer, so only the largest of all limits holds here. */
function readDeletes(decoder: decoding.Decoder): (StructId & { readonly length: number })[] {
  const deletes: (StructId & { readonly length: number })[] = [];
  const clients = readCount(decoder, 2);
  for (let index = 0; index < clients; index += 1) {
    const client = readNumber(decoder);
    const ranges = readCount(decoder, 2);
    if (deletes.length + ranges > LIMITS.bulkDeleteRanges) throw new TooLarge('delete ranges');
    for (let range = 0; range < ranges; range += 1) {
      deletes.push({ client, clock: readNumber(decoder), length: readLength(decoder) });
    }
  }
  return deletes;
}

function readId(decoder: decoding.Decoder): StructId {
  return { client: readNumber(decoder), clock: readNumber(decoder) };
}

function readCount(decoder: decoding.Decoder, bytesEach: number): number {
  const count = readNumber(decoder);
  if (count * bytesEach > bytesLeft(decoder)) throw new MalformedUpdate('count beyond the bytes');
  return count;
}

function readLength(decoder: decoding.Decoder): number {
  const length = readNumber(decoder);
  if (length === 0) throw new MalformedUpdate('length 0');
  return length;
}

function readNumber(decoder: decoding.Decoder): number {
  return guarded(() => decoding.readVarUint(decoder));
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(decoder: decoding.Decoder, maxBytes: number): string {
  const length = readNumber(decoder);
  if (length > maxBytes) throw new TooLarge('text');
  const bytes = readBytes(decoder, length);
  return guarded(() => UTF8.decode(bytes));
}

/** lib0 would read on into whatever lies behind the update in the same buffer. */
function readBytes(decoder: decoding.Decoder, length: number): Uint8Array {
  if (length > bytesLeft(decoder)) throw new MalformedUpdate('ends early');
  return decoding.readUint8Array(decoder, length);
}

function readByte(decoder: decoding.Decoder): number {
  if (bytesLeft(decoder) === 0) throw new MalformedUpdate('ends early');
  return decoding.readUint8(decoder);
}

function bytesLeft(decoder: decoding.Decoder): number {
  return decoder.arr.length - decoder.pos;
}

function guarded<Value>(read: () => Value): Value {
  try {
    return read();
  } catch {
    throw new MalformedUpdate('broken number or text');
  }
}
