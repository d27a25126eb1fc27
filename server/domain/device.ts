/**
 * Browser and system as their owner would name them, from a `User-Agent`; empty where it tells neither. Only for a person to know their own
 * sessions by: whoever calls may write anything there.
 */
export function nameDevice(userAgent: string): string {
  const find = (names: readonly (readonly [RegExp, string])[]): string =>
    names.find(([form]) => form.test(userAgent))?.[1] ?? '';
  return [find(BROWSERS), find(SYSTEMS)].filter((name) => name !== '').join(' · ');
}

/** In this order: almost all of them also call themselves Chrome, and that calls itself Safari. */
const BROWSERS = [
  [/\bcoc_coc_browser\//i, 'Coc Coc'],
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bZalo\b/i, 'Zalo'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;

const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
] as const;
