/** `1.234,5`: points between the thousands, a comma before at most `decimals` digits, none of them an idle zero. */
export function formatNumber(value: number, decimals = 3): string {
  return new Intl.NumberFormat('vi-VN', { maximumFractionDigits: decimals }).format(value);
}
