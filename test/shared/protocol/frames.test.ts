import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '#shared/model/errors.ts';
import { decodeServerFrame, encodeServerFrame } from '#shared/protocol/frames.ts';
import type { ServerFrame } from '#shared/protocol/frames.ts';

const count = fc.nat({ max: 2 ** 31 - 1 });
const bytes = fc.uint8Array({ maxLength: 200 });
const frames: fc.Arbitrary<ServerFrame> = fc.oneof(
  fc.record({
    kind: fc.constant('hello' as const),
    lineage: fc.string(),
    schemaVersion: count,
    grade: fc.constantFrom('read', 'edit'),
    documentState: fc.string(),
    limits: fc.constant({ frameBytes: 8, nodeDepth: 3 }),
  }),
  fc.record({ kind: fc.constant('saved' as const), frames: count, stateVector: bytes }),
  fc.record({
    kind: fc.constant('refused' as const),
    frame: count,
    code: fc.constantFrom(...ERROR_CODES),
    what: fc.string(),
  }),
  fc.record({
    kind: fc.constant('right' as const),
    grade: fc.string(),
    documentState: fc.string(),
    why: fc.record({ move: fc.string(), by: fc.string(), at: count, reason: fc.string(), isOwn: fc.boolean() }),
  }),
  fc.record({ kind: fc.constant('limits' as const), limits: fc.constant({ liveStructs: 5000 }) }),
  fc.record({ kind: fc.constant('trouble' as const), inTrouble: fc.boolean(), waiting: count }),
);

test('every frame of ours reads back as it was written', () => {
  fc.assert(
    fc.property(frames, (frame) => {
      expect(decodeServerFrame(encodeServerFrame(frame))).toEqual(frame);
    }),
  );
});

test('a frame that ends too early, or is none of ours, is an error and not a wrong frame', () => {
  const saved = encodeServerFrame({ kind: 'saved', frames: 300, stateVector: new Uint8Array([1, 2, 3]) });
  for (let length = 0; length < saved.length; length += 1) {
    expect(() => decodeServerFrame(saved.subarray(0, length))).toThrow();
  }
  expect(() => decodeServerFrame(new Uint8Array([70, 1]))).toThrow(RangeError);
  expect(() => decodeServerFrame(new Uint8Array([65, 2, 0, 0]))).toThrow(RangeError);
});
