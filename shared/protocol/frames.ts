import { createDecoder, readAny, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding';
import type { Decoder } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeAny, writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { ERROR_CODES } from '#shared/model/errors.ts';
import type { ErrorCode } from '#shared/model/errors.ts';

/**
 * What goes over a live connection. Types 0–3 are the y-websocket protocol as it is; types from 64 on exist only after the client asked
 * for the subprotocol `dongthao.v1`, and each begins with a varint version of its body.
 *
 *     frame      := varint type, body
 *     sync    0  := varint kind (0 step 1, 1 step 2, 2 update), varint length, bytes
 *     awareness 1:= varint length, awareness update
 *     denied  2  := varint 0, varstring reason
 *     query   3  := (nothing)
 *     hello   64 := 1, varstring lineage, varuint schemaVersion, varstring grade, varstring documentState, any limits
 *     saved   65 := 1, varuint frames, varint length, state vector
 *     refused 66 := 1, varuint frame, varstring code, varstring what
 *     right   67 := 1, varstring grade, varstring documentState, any why
 *     limits  68 := 1, any limits
 *     trouble 69 := 1, varuint 1 when the store is in trouble, else 0; varuint waiting frames of this connection
 */
export const SUBPROTOCOL = 'dongthao.v1';

export const FRAME_TYPES = {
  sync: 0,
  awareness: 1,
  denied: 2,
  queryAwareness: 3,
  hello: 64,
  saved: 65,
  refused: 66,
  right: 67,
  limits: 68,
  trouble: 69,
} as const;

const BODY_VERSION = 1;

export type ServerFrame =
  | {
      readonly kind: 'hello';
      readonly lineage: string;
      readonly schemaVersion: number;
      /** A `TextGrade`. */
      readonly grade: string;
      /** The section's state, or `part`. */
      readonly documentState: string;
      readonly limits: Readonly<Record<string, number>>;
    }
  /** `frames`: how many of this connection's sync frames (step 2 and update, in order) are settled on disk. */
  | { readonly kind: 'saved'; readonly frames: number; readonly stateVector: Uint8Array }
  /** `frame`: the number, from 1, of the sync frame that was not taken. It counts as settled. */
  | { readonly kind: 'refused'; readonly frame: number; readonly code: ErrorCode; readonly what: string }
  | { readonly kind: 'right'; readonly grade: string; readonly documentState: string; readonly why: RightChange }
  | { readonly kind: 'limits'; readonly limits: Readonly<Record<string, number>> }
  | { readonly kind: 'trouble'; readonly inTrouble: boolean; readonly waiting: number };

/** Why a right changed, for the sentence on the screen. `at` in milliseconds since 1970. */
export interface RightChange {
  readonly move: string;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  /** Whether the person did it themselves. */
  readonly isOwn: boolean;
}

/** The bytes of one of our own frames. */
export function encodeServerFrame(frame: ServerFrame): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, FRAME_TYPES[frame.kind]);
  writeVarUint(encoder, BODY_VERSION);
  switch (frame.kind) {
    case 'hello':
      writeVarString(encoder, frame.lineage);
      writeVarUint(encoder, frame.schemaVersion);
      writeVarString(encoder, frame.grade);
      writeVarString(encoder, frame.documentState);
      writeAny(encoder, { ...frame.limits });
      break;
    case 'saved':
      writeVarUint(encoder, frame.frames);
      writeVarUint8Array(encoder, frame.stateVector);
      break;
    case 'refused':
      writeVarUint(encoder, frame.frame);
      writeVarString(encoder, frame.code);
      writeVarString(encoder, frame.what);
      break;
    case 'right':
      writeVarString(encoder, frame.grade);
      writeVarString(encoder, frame.documentState);
      writeAny(encoder, { ...frame.why });
      break;
    case 'limits':
      writeAny(encoder, { ...frame.limits });
      break;
    case 'trouble':
      writeVarUint(encoder, frame.inTrouble ? 1 : 0);
      writeVarUint(encoder, frame.waiting);
      break;
  }
  return toUint8Array(encoder);
}

/**
 * Reads one of our own frames, the type included.
 * @throws RangeError when the bytes are no frame of ours, of a newer body version, or end too early
 */
export function decodeServerFrame(bytes: Uint8Array): ServerFrame {
  const decoder = createDecoder(bytes);
  return readServerFrame(readVarUint(decoder), decoder);
}

/** Reads the rest of a frame whose type was read already, as y-websocket's `messageHandlers` get it. Throws as `decodeServerFrame`. */
export function readServerFrame(type: number, decoder: Decoder): ServerFrame {
  const version = readVarUint(decoder);
  if (version !== BODY_VERSION) throw new RangeError(`frame ${type} has body version ${version}`);
  switch (type) {
    case FRAME_TYPES.hello:
      return {
        kind: 'hello',
        lineage: readVarString(decoder),
        schemaVersion: readVarUint(decoder),
        grade: readVarString(decoder),
        documentState: readVarString(decoder),
        limits: readNumbers(decoder),
      };
    case FRAME_TYPES.saved:
      return { kind: 'saved', frames: readVarUint(decoder), stateVector: readVarUint8Array(decoder) };
    case FRAME_TYPES.refused:
      return { kind: 'refused', frame: readVarUint(decoder), code: readCode(decoder), what: readVarString(decoder) };
    case FRAME_TYPES.right:
      return {
        kind: 'right',
        grade: readVarString(decoder),
        documentState: readVarString(decoder),
        why: readRightChange(decoder),
      };
    case FRAME_TYPES.limits:
      return { kind: 'limits', limits: readNumbers(decoder) };
    case FRAME_TYPES.trouble:
      return { kind: 'trouble', inTrouble: readVarUint(decoder) === 1, waiting: readVarUint(decoder) };
    default:
      throw new RangeError(`no frame has type ${type}`);
  }
}

function readCode(decoder: Decoder): ErrorCode {
  const text = readVarString(decoder);
  return ERROR_CODES.find((code) => code === text) ?? 'internal';
}

function readNumbers(decoder: Decoder): Record<string, number> {
  const value: unknown = readAny(decoder);
  const numbers: Record<string, number> = {};
  if (typeof value !== 'object' || value === null) return numbers;
  for (const [name, one] of Object.entries(value)) if (typeof one === 'number') numbers[name] = one;
  return numbers;
}

function readRightChange(decoder: Decoder): RightChange {
  const value: unknown = readAny(decoder);
  const fields = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const text = (name: string): string => {
    const one: unknown = fields.get(name);
    return typeof one === 'string' ? one : '';
  };
  const at: unknown = fields.get('at');
  const isOwn = fields.get('isOwn') === true;
  return { move: text('move'), by: text('by'), at: typeof at === 'number' ? at : 0, reason: text('reason'), isOwn };
}
