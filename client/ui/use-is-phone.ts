import { useMediaQuery } from '@mantine/hooks';

/** Below 600 pixels at the usual size of letters, as the style sheets have it. */
const PHONE = '(max-width: 37.49em)';

/** Whether the screen is too small to type long texts or to see two of them side by side. */
export function useIsPhone(): boolean {
  return useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
}
