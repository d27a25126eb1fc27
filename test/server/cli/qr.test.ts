import qrcode from 'qrcode-generator';
import { expect, test } from 'vitest';
import { drawQr } from '#server/cli/qr.ts';

const LINK = 'http://192.168.1.20:3000/thiet-lap#0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';

/** Black on white, and back to what the terminal has. */
const ON = '\u001b[30;107m';
const OFF = '\u001b[0m';

test('a code is drawn black on white with its quiet zone, two rows a line', () => {
  const lines = drawQr(LINK).split('\n');
  const drawn = lines.flatMap((line) => {
    expect([line.startsWith(ON), line.endsWith(OFF)]).toEqual([true, true]);
    const blocks = line.slice(ON.length, -OFF.length);
    const row = (isDark: (block: string) => boolean): readonly boolean[] => Array.from(blocks).map(isDark);
    return [row((block) => '█▀'.includes(block)), row((block) => '█▄'.includes(block))];
  });

  const code = qrcode(0, 'M');
  code.addData(LINK);
  code.make();
  const size = code.getModuleCount();
  const dark = drawn.map((row) => row.slice(4, 4 + size)).slice(4, 4 + size);
  expect(dark).toEqual(
    Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, at) => code.isDark(row, at))),
  );
  expect(drawn.slice(0, 4).flat().includes(true)).toBe(false);
  expect(drawn.every((row) => row.length === size + 8 && !row.slice(0, 4).includes(true))).toBe(true);
});
