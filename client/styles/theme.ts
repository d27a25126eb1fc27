import { Button, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

type Ramp = 'red' | 'gold' | 'green' | 'slate' | 'stone';

/** Names instead of values: the tokens stay the one place where a look is decided, and dark mode turns them there. */
function ramp(name: Ramp): MantineColorsTuple {
  const shade = (step: number) => `var(--dt-${name}-${String(step)})`;
  return [shade(0), shade(1), shade(2), shade(3), shade(4), shade(5), shade(6), shade(7), shade(8), shade(9)];
}

/** Mantine paints its own dark parts from `dark`, light letters first; here each step is the token with the same duty. */
const dark: MantineColorsTuple = [
  'var(--dt-ink)',
  'var(--dt-ink-2)',
  'var(--dt-ink-3)',
  'var(--dt-control)',
  'var(--dt-line-2)',
  'var(--dt-hover)',
  'var(--dt-raised)',
  'var(--dt-surface)',
  'var(--dt-sunken)',
  'var(--dt-desk)',
];

export const theme = createTheme({
  colors: {
    red: ramp('red'),
    gold: ramp('gold'),
    green: ramp('green'),
    slate: ramp('slate'),
    stone: ramp('stone'),
    gray: ramp('stone'),
    dark,
  },
  primaryColor: 'red',
  primaryShade: { light: 7, dark: 5 },
  black: 'var(--dt-stone-9)',
  fontFamily: 'var(--dt-font-ui)',
  fontSizes: {
    xs: 'var(--dt-fs-xs)',
    sm: 'var(--dt-fs-sm)',
    md: 'var(--dt-fs-md)',
    lg: 'var(--dt-fs-lg)',
    xl: 'var(--dt-fs-xl)',
  },
  lineHeights: {
    xs: 'var(--dt-lh-xs)',
    sm: 'var(--dt-lh-sm)',
    md: 'var(--dt-lh-md)',
    lg: 'var(--dt-lh-lg)',
    xl: 'var(--dt-lh-xl)',
  },
  spacing: {
    xs: 'var(--dt-sp-xs)',
    sm: 'var(--dt-sp-sm)',
    md: 'var(--dt-sp-md)',
    lg: 'var(--dt-sp-lg)',
    xl: 'var(--dt-sp-xl)',
  },
  radius: {
    xs: 'var(--dt-r-xs)',
    sm: 'var(--dt-r-sm)',
    md: 'var(--dt-r-md)',
    lg: 'var(--dt-r-lg)',
    xl: 'var(--dt-r-full)',
  },
  defaultRadius: 'md',
  shadows: {
    xs: 'var(--dt-sh-xs)',
    sm: 'var(--dt-sh-sm)',
    md: 'var(--dt-sh-md)',
    lg: 'var(--dt-sh-lg)',
    xl: 'var(--dt-sh-lg)',
  },
  headings: {
    fontFamily: 'var(--dt-font-ui)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: 'var(--dt-fs-xl)', lineHeight: 'var(--dt-lh-xl)' },
      h2: { fontSize: 'var(--dt-fs-lg)', lineHeight: 'var(--dt-lh-lg)' },
      h3: { fontSize: 'var(--dt-fs-md)', lineHeight: 'var(--dt-lh-md)' },
      h4: { fontSize: 'var(--dt-fs-md)', lineHeight: 'var(--dt-lh-md)' },
      h5: { fontSize: 'var(--dt-fs-sm)', lineHeight: 'var(--dt-lh-sm)' },
      h6: { fontSize: 'var(--dt-fs-sm)', lineHeight: 'var(--dt-lh-sm)' },
    },
  },
  components: {
    // The letters of a button are those of the text around it, at every size; Mantine's own are a step smaller.
    Button: Button.extend({ vars: () => ({ root: { '--button-fz': 'var(--dt-fs-md)' } }) }),
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
});

type State = 'warn' | 'ok' | 'info';

/** Chips and notices of a state: the tint with its own letters, or white letters on a shade dark enough for them. */
function stateNames(name: Ramp, state: State): Readonly<Record<string, string>> {
  return {
    [`--mantine-color-${name}-light`]: `var(--dt-${state}-tint)`,
    [`--mantine-color-${name}-light-hover`]: `color-mix(in srgb, var(--dt-${state}-tint), var(--dt-${state}-line) 20%)`,
    [`--mantine-color-${name}-light-color`]: `var(--dt-${state})`,
    [`--mantine-color-${name}-filled`]: `var(--dt-${name}-7)`,
    [`--mantine-color-${name}-filled-hover`]: `var(--dt-${name}-8)`,
    [`--mantine-color-${name}-text`]: `var(--dt-${state})`,
  };
}

/** The same in both themes: the tokens turn, the names of Mantine follow. Its own greys for hints are too pale to read. */
const names = {
  '--mantine-color-body': 'var(--dt-surface)',
  '--mantine-color-text': 'var(--dt-ink)',
  '--mantine-color-dimmed': 'var(--dt-ink-3)',
  '--mantine-color-placeholder': 'var(--dt-ink-3)',
  '--mantine-color-anchor': 'var(--dt-link)',
  '--mantine-color-error': 'var(--dt-late)',
  '--mantine-color-default': 'var(--dt-raised)',
  '--mantine-color-default-hover': 'var(--dt-hover)',
  '--mantine-color-default-color': 'var(--dt-ink)',
  '--mantine-color-default-border': 'var(--dt-line-2)',
  '--mantine-primary-color-filled': 'var(--dt-accent)',
  '--mantine-primary-color-filled-hover': 'var(--dt-accent-hover)',
  '--mantine-color-red-filled': 'var(--dt-accent)',
  '--mantine-color-red-filled-hover': 'var(--dt-accent-hover)',
  '--mantine-color-red-light': 'var(--dt-accent-tint)',
  '--mantine-color-red-light-hover': 'color-mix(in srgb, var(--dt-late-tint), var(--dt-late-line) 20%)',
  '--mantine-color-red-light-color': 'var(--dt-accent-text)',
  '--mantine-color-red-text': 'var(--dt-accent-text)',
  ...stateNames('gold', 'warn'),
  ...stateNames('green', 'ok'),
  ...stateNames('slate', 'info'),
};

export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: names, dark: names });
