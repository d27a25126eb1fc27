import { expect, test } from 'vitest';
import {
  addChange,
  addFrame,
  countWaiting,
  endConnection,
  isAllSaved,
  openLedger,
  refuseFrame,
  settleFrames,
} from '#client/sync/saved.ts';

test('[1] a change waits until its frame is settled', () => {
  const sent = addFrame(addChange(settleFrames(addFrame(openLedger(0), 'stepTwo', 0), 1)), 'update', 1);

  expect(countWaiting(sent)).toBe(1);
  expect(isAllSaved(sent)).toBe(false);

  const settled = settleFrames(sent, 2);

  expect(countWaiting(settled)).toBe(0);
  expect(isAllSaved(settled)).toBe(true);
});

test('[1] a frame that carries a deletion waits like any other', () => {
  const synced = settleFrames(addFrame(openLedger(0), 'stepTwo', 0), 1);

  expect(isAllSaved(addFrame(addChange(synced), 'update', 1))).toBe(false);
});

test('[2] nothing is saved before the step 2 is settled, even where nothing waits', () => {
  const opened = openLedger(0);
  const sent = addFrame(opened, 'stepTwo', 0);

  expect(isAllSaved(opened)).toBe(false);
  expect(isAllSaved(sent)).toBe(false);
  expect(isAllSaved(settleFrames(sent, 1))).toBe(true);
});

test('[2] changes of the last page load wait for the step 2 that carries them', () => {
  const sent = addFrame(openLedger(23), 'stepTwo', 0);

  expect(countWaiting(sent)).toBe(23);
  expect(countWaiting(settleFrames(sent, 1))).toBe(0);
});

test('[3] what a lost connection had sent unsettled waits for the next step 2', () => {
  const synced = settleFrames(addFrame(openLedger(0), 'stepTwo', 0), 1);
  const sent = addFrame(addChange(addFrame(addChange(synced), 'update', 1)), 'update', 1);

  const lost = endConnection(settleFrames(sent, 2));

  expect(countWaiting(lost)).toBe(1);
  expect(isAllSaved(lost)).toBe(false);
  expect(countWaiting(settleFrames(addFrame(addChange(lost), 'stepTwo', 0), 1))).toBe(0);
});

test('an update made before the step 2 went out does not count for the changes that only the step 2 carries', () => {
  const sent = addFrame(addChange(openLedger(5)), 'update', 1);

  expect(countWaiting(settleFrames(sent, 1))).toBe(5);
});

test('[4] a refused frame saves nothing: its changes wait for the step 2 of another connection', () => {
  const synced = settleFrames(addFrame(openLedger(0), 'stepTwo', 0), 1);
  const sent = addFrame(addChange(synced), 'update', 1);

  const refused = settleFrames(refuseFrame(sent, 2), 2);

  expect(countWaiting(refused)).toBe(1);
  expect(isAllSaved(refused)).toBe(false);
  expect(isAllSaved(settleFrames(addFrame(endConnection(refused), 'stepTwo', 0), 1))).toBe(true);
});

test('[4] a refused step 2 leaves the connection unsaved, also where it carried no counted change', () => {
  const refused = settleFrames(refuseFrame(addFrame(openLedger(0), 'stepTwo', 0), 1), 1);

  expect(isAllSaved(refused)).toBe(false);
});
