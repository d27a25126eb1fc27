import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { FRAME_TYPES } from '#shared/protocol/frames.ts';

/** A frame of a client, taken apart but not judged. `bytes` are views into the frame. */
export type ClientFrame =
  | { readonly kind: 'step-1' | 'step-2' | 'update' | 'awareness'; readonly bytes: Uint8Array }
  | { readonly kind: 'query-awareness' };

const SYNC_KINDS = ['step-1', 'step-2', 'update'] as const;

/** Undefined for bytes that are no frame of the protocol, to the last one. */
export function parseClientFrame(frame: Uint8Array): ClientFrame | undefined {
  const decoder = decoding.createDecoder(frame);
  try {
    const type = decoding.readVarUint(decoder);
    if (type === FRAME_TYPES.queryAwareness)
      return decoding.hasContent(decoder) ? undefined : { kind: 'query-awareness' };
    if (type !== FRAME_TYPES.sync && type !== FRAME_TYPES.awareness) return undefined;
    const kind = type === FRAME_TYPES.awareness ? 'awareness' : SYNC_KINDS[decoding.readVarUint(decoder)];
    const length = decoding.readVarUint(decoder);
    // lib0 would read on into whatever lies behind the frame in the same buffer.
    if (kind === undefined || length !== frame.length - decoder.pos) return undefined;
    return { kind, bytes: frame.subarray(decoder.pos) };
  } catch {
    return undefined;
  }
}

export function encodeSyncFrame(kind: (typeof SYNC_KINDS)[number], bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FRAME_TYPES.sync);
    encoding.writeVarUint(encoder, SYNC_KINDS.indexOf(kind));
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

export function encodeAwarenessFrame(update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FRAME_TYPES.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** What the stock client shows of a refusal. */
export function encodeDeniedFrame(reason: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FRAME_TYPES.denied);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, reason);
  });
}
