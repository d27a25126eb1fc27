import { DOCUMENT_SCHEMA, fitsAttribute, type AttributeRule } from '#shared/document/schema.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { growthOf, type Extent } from './measure.ts';
import { decodeUpdate, MalformedUpdate, TooLarge, type DecodedUpdate, type Struct } from './update-decode.ts';

/** Where an item of the stored text stands, and which node it is if it is one: what an update may lean on. */
export interface KnownItem {
  /** Name of the parent: a node's, `#text`, or `doc` for the root; undefined where the parent was deleted for good. */
  readonly parent: string | undefined;
  readonly attribute: string | undefined;
  /** The node's name or `#text`; undefined for characters, marks, attributes and deleted things. */
  readonly node: string | undefined;
  /** It is deleted: what is put into it is deleted with it. */
  readonly isGone: boolean;
  /** Its parent is deleted: what is put beside it is deleted with it. */
  readonly isInGone: boolean;
}

/** What the server has stored of a text, as far as judging an update needs it. */
export interface KnownState {
  /** The first clock not yet stored of a client; 0 for one never seen. */
  readonly clockOf: (client: number) => number;
  /** Whether the whole range is deleted already. Without it every range counts as new. */
  readonly isDeleted?: (client: number, clock: number, length: number) => boolean;
  /** With it, what an update adds beside or inside stored items is judged by the schema too. */
  readonly itemAt?: (client: number, clock: number) => KnownItem | undefined;
}

export interface UpdateLimits {
  readonly structs: number;
  readonly deleteRanges: number;
  readonly newClients: number;
  readonly textBytes: number;
}

export const LIVE_UPDATE_LIMITS: UpdateLimits = {
  structs: LIMITS.liveStructs,
  deleteRanges: LIMITS.liveDeleteRanges,
  newClients: LIMITS.liveNewClients,
  textBytes: LIMITS.liveTextBytes,
};

export const BULK_UPDATE_LIMITS: UpdateLimits = {
  structs: LIMITS.bulkStructs,
  deleteRanges: LIMITS.bulkDeleteRanges,
  newClients: LIMITS.bulkNewClients,
  textBytes: LIMITS.bulkTextBytes,
};

export type UpdateVerdict =
  | {
      readonly kind: 'ok';
      /** How many structs and delete ranges are not stored yet. */
      readonly structs: number;
      readonly deleteRanges: number;
      readonly newClients: readonly number[];
      /** The clients of the new structs. */
      readonly clients: readonly number[];
      /** False when all of it is stored already: settled, without a row. */
      readonly hasNew: boolean;
      /** The most that it makes the text grow. */
      readonly growth: Extent;
      /** It puts characters into a node that the text has deleted, and does not delete them itself: nobody would ever read them. */
      readonly drowns: boolean;
    }
  /** It leans on something not stored yet, which may still arrive. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly code: 'malformed' | 'too_large' | 'too_many'; readonly what: string };

const TEXT = '#text';

/**
 * Judges a Yjs V1 update without applying it: an update let in applies to the stored text without an error and leaves nothing pending.
 * Yjs itself takes updates that make a document unreadable, so nothing may be stored that was not walked here.
 */
export function checkUpdate(bytes: Uint8Array, known: KnownState, limits: UpdateLimits): UpdateVerdict {
  try {
    const update = decodeUpdate(bytes, (client) => known.clockOf(client), limits);
    if (update.newClients.length > limits.newClients) {
      return { kind: 'refused', code: 'too_many', what: 'new clients' };
    }
    if (update.hasGap || leansOutside(update, known)) return { kind: 'gap' };
    checkOrder(update, known);
    const places = checkPlaces(update, known);
    const deleteRanges = update.deletes.filter(
      (range) => known.isDeleted?.(range.client, range.clock, range.length) !== true,
    ).length;
    if (deleteRanges > limits.deleteRanges) throw new TooLarge('delete ranges');
    const { structCount: structs, newClients } = update;
    const clients = [...update.structs.keys()];
    const hasNew = structs + deleteRanges > 0;
    const drowns = drownsCharacters(update, places);
    return { kind: 'ok', structs, deleteRanges, newClients, clients, hasNew, growth: growthOf(update), drowns };
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'refused', code: 'too_large', what: error.message };
    if (error instanceof MalformedUpdate) return { kind: 'refused', code: 'malformed', what: error.message };
    throw error;
  }
}

function leansOutside(update: DecodedUpdate, known: KnownState): boolean {
  const endOf = (client: number): number => update.ends.get(client) ?? known.clockOf(client);
  for (const structs of update.structs.values()) {
    for (const struct of structs) {
      if (struct.leansOn.some((id) => id.clock >= endOf(id.client))) return true;
    }
  }
  return update.deletes.some((range) => range.clock + range.length > endOf(range.client));
}

/** Each struct must find what it leans on stored or earlier, in an order that exists: an item inside itself bricks a document. */
function checkOrder(update: DecodedUpdate, known: KnownState): void {
  const next = new Map<number, number>();
  const waiting = new Map<number, number[]>();
  const work = [...update.structs.keys()];
  const hasClock = (client: number, clock: number): boolean => {
    const structs = update.structs.get(client);
    const struct = structs?.[next.get(client) ?? 0];
    return clock < (struct?.clock ?? update.ends.get(client) ?? known.clockOf(client));
  };
  for (let client = work.pop(); client !== undefined; client = work.pop()) {
    const structs = update.structs.get(client) ?? [];
    const from = next.get(client) ?? 0;
    let at = from;
    for (; at < structs.length; at += 1) {
      next.set(client, at);
      const missing = structs[at]?.leansOn.find((id) => !hasClock(id.client, id.clock));
      if (missing !== undefined) {
        waiting.set(missing.client, [...(waiting.get(missing.client) ?? []), client]);
        break;
      }
    }
    next.set(client, at);
    if (at > from) {
      work.push(...(waiting.get(client) ?? []));
      waiting.delete(client);
    }
  }
  for (const [client, structs] of update.structs) {
    if ((next.get(client) ?? 0) < structs.length) throw new MalformedUpdate('items that lean on each other');
  }
}

/** Walks the places in dependency order without recursion: a long run of items, each beside the last, must not exhaust the stack. */
function checkPlaces(update: DecodedUpdate, known: KnownState): ReadonlyMap<Struct, Place> {
  const places = new Map<Struct, Place>();
  const structAt = (client: number, clock: number): Struct | undefined => findStruct(update.structs.get(client), clock);
  for (const structs of update.structs.values()) {
    for (const first of structs) {
      const stack = [first];
      for (let struct = stack.at(-1); struct !== undefined; struct = stack.at(-1)) {
        const pending = struct.leansOn
          .map((id) => structAt(id.client, id.clock))
          .find((one) => one !== undefined && !places.has(one));
        if (pending !== undefined && !places.has(struct)) {
          stack.push(pending);
          continue;
        }
        stack.pop();
        if (places.has(struct)) continue;
        const place = placeOf(struct, { known, structAt, places });
        places.set(struct, place);
        checkContent(struct, place);
      }
    }
  }
  return places;
}

function drownsCharacters({ structs, deletes }: DecodedUpdate, places: ReadonlyMap<Struct, Place>): boolean {
  for (const [client, list] of structs) {
    for (const struct of list) {
      if (struct.content.kind !== 'characters' || places.get(struct)?.isGone !== true) continue;
      if (!isDeletedBy(deletes, { client, clock: struct.clock, length: struct.length })) return true;
    }
  }
  return false;
}

type Range = DecodedUpdate['deletes'][number];

function isDeletedBy(deletes: readonly Range[], { client, clock, length }: Range): boolean {
  const ranges = deletes.filter((range) => range.client === client).toSorted((one, other) => one.clock - other.clock);
  let end = clock;
  for (const range of ranges) if (range.clock <= end) end = Math.max(end, range.clock + range.length);
  return end >= clock + length;
}

/** `known: false`: the stored part of the text would have to be asked, and the caller cannot. */
interface Place {
  readonly known: boolean;
  readonly parent: string | undefined;
  readonly attribute: string | undefined;
  /** Inside a node that was deleted before. */
  readonly isGone: boolean;
}

const UNKNOWN: Place = { known: false, parent: undefined, attribute: undefined, isGone: false };

interface PlaceSources {
  readonly known: KnownState;
  readonly structAt: (client: number, clock: number) => Struct | undefined;
  readonly places: ReadonlyMap<Struct, Place>;
}

function placeOf(struct: Struct, { known, structAt, places }: PlaceSources): Place {
  if (struct.root !== undefined) return { known: true, parent: 'doc', attribute: struct.attribute, isGone: false };
  if (struct.parent !== undefined) {
    const { client, clock } = struct.parent;
    const inFrame = structAt(client, clock);
    if (inFrame === undefined) {
      const item = known.itemAt?.(client, clock);
      if (item === undefined) return UNKNOWN;
      return { known: true, parent: item.node, attribute: struct.attribute, isGone: item.isGone };
    }
    const isGone = places.get(inFrame)?.isGone === true;
    if (inFrame.content.kind === 'gone') {
      return { known: true, parent: undefined, attribute: struct.attribute, isGone };
    }
    if (inFrame.content.kind !== 'node') throw new MalformedUpdate('a parent that is no node');
    return { known: true, parent: inFrame.content.name, attribute: struct.attribute, isGone };
  }
  const sides = [struct.origin, struct.rightOrigin].flatMap((id): readonly Place[] => {
    if (id === undefined) return [];
    const inFrame = structAt(id.client, id.clock);
    if (inFrame !== undefined) return [places.get(inFrame) ?? UNKNOWN];
    const item = known.itemAt?.(id.client, id.clock);
    if (item === undefined) return [];
    return [{ known: true, parent: item.parent, attribute: item.attribute, isGone: item.isInGone }];
  });
  const certain = sides.filter((side) => side.known && side.parent !== undefined);
  const [place, other] = certain;
  if (place !== undefined && other !== undefined) {
    if (place.parent !== other.parent || place.attribute !== other.attribute) {
      throw new MalformedUpdate('an item between two parents');
    }
  }
  const isGone = sides.some((side) => side.isGone);
  return isGone ? { ...(place ?? UNKNOWN), isGone } : (place ?? UNKNOWN);
}

function checkContent(struct: Struct, place: Place): void {
  const { content } = struct;
  if (content.kind === 'gone') return;
  if (struct.isAttribute !== (content.kind === 'value')) throw new MalformedUpdate('content out of its place');
  if (content.kind === 'value' && (!place.known || place.parent === undefined)) {
    if (!ALL_ATTRIBUTES.some((rule) => fitsAttribute(rule, content.value)))
      throw new MalformedUpdate('attribute value');
  }
  if (!place.known || place.parent === undefined) return;
  if (content.kind === 'value') {
    const rule = attributeRule(place.parent, place.attribute);
    if (rule === undefined) throw new MalformedUpdate('attribute name');
    if (!fitsAttribute(rule, content.value)) throw new MalformedUpdate('attribute value');
    return;
  }
  if (place.attribute !== undefined) throw new MalformedUpdate('content out of its place');
  if (!mayStandIn(content.kind === 'node' ? content.name : undefined, place.parent)) {
    throw new MalformedUpdate(`content directly under ${place.parent}`);
  }
}

const ALL_ATTRIBUTES: readonly AttributeRule[] = Object.values(DOCUMENT_SCHEMA.nodes).flatMap((node) =>
  Object.values(node.attributes),
);

function attributeRule(node: string, attribute: string | undefined): AttributeRule | undefined {
  if (attribute === undefined || !Object.hasOwn(DOCUMENT_SCHEMA.nodes, node)) return undefined;
  const attributes = DOCUMENT_SCHEMA.nodes[node]?.attributes ?? {};
  return Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
}

function mayStandIn(node: string | undefined, parent: string): boolean {
  if (node === undefined) return parent === TEXT;
  if (node === TEXT) return DOCUMENT_SCHEMA.nodes[parent]?.content === 'inline';
  return DOCUMENT_SCHEMA.nodes[node]?.parents.includes(parent) === true;
}

function findStruct(structs: readonly Struct[] | undefined, clock: number): Struct | undefined {
  let low = 0;
  let high = (structs?.length ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs?.[middle];
    if (struct === undefined) return undefined;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return undefined;
}
