const DIGITS = ['', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const HIGHEST = 99;

/** The word after `thứ`, from 1 to 99: nhất, hai, ba, tư; in compounds mười bốn but hai mươi tư, mười lăm, hai mươi mốt. */
export function ordinalWord(rank: number): string {
  if (!Number.isInteger(rank) || rank < 1 || rank > HIGHEST) throw new RangeError(`no ordinal word for ${rank}`);
  if (rank === 1) return 'nhất';
  if (rank === 4) return 'tư';
  const tens = Math.floor(rank / 10);
  const unit = unitWord(tens, rank % 10);
  if (tens === 0) return unit;
  return [tens === 1 ? 'mười' : `${digitWord(tens)} mươi`, unit].filter((word) => word !== '').join(' ');
}

function unitWord(tens: number, unit: number): string {
  if (tens > 0 && unit === 5) return 'lăm';
  if (tens > 1 && unit === 1) return 'mốt';
  if (tens > 1 && unit === 4) return 'tư';
  return digitWord(unit);
}

function digitWord(digit: number): string {
  return DIGITS[digit] ?? '';
}
