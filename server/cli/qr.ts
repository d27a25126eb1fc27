import qrcode from 'qrcode-generator';

/** What readers of QR codes need around one, in modules. */
const QUIET = 4;
/** Black on white, whatever the colours of the terminal: some readers don't take a code the other way round. */
const ON = '\u001b[30;107m';
const OFF = '\u001b[0m';

/** A QR code for a terminal that shows colours, two of its rows a line. */
export function drawQr(text: string): string {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const isDark = (row: number, column: number): boolean => {
    const isInside = row >= 0 && column >= 0 && row < size && column < size;
    return isInside && code.isDark(row, column);
  };
  const places = Array.from({ length: size + 2 * QUIET }, (_, at) => at - QUIET);
  return places
    .filter((_, at) => at % 2 === 0)
    .map((row) => `${ON}${places.map((column) => half(isDark(row, column), isDark(row + 1, column))).join('')}${OFF}`)
    .join('\n');
}

function half(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '\u2588' : '\u2580';
  return lower ? '\u2584' : ' ';
}
