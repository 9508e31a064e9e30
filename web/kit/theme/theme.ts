import {
  type CSSVariablesResolver,
  createTheme,
  type DrawerProps,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type ModalProps,
  type NotificationProps,
  type TabsProps,
  type TooltipProps,
  type VariantColorsResolver,
} from '@mantine/core'

/** The one accent: a deep teal. Shade 8 carries white text, shade 3 is the link on dark ground. */
const teal: MantineColorsTuple = [
  '#eaf5f5',
  '#d3e9e9',
  '#a6d3d3',
  '#78bdbd',
  '#4fa7a8',
  '#2f9394',
  '#1a8081',
  '#117273',
  '#0b6465',
  '#075152',
]

/** Greys with a hint of the accent. */
const gray: MantineColorsTuple = [
  '#f5f8f8',
  '#ecf1f1',
  '#e0e7e7',
  '#d0d9d9',
  '#b5c1c1',
  '#7f8f8f',
  '#617070',
  '#475656',
  '#2f3d3d',
  '#1b2727',
]

const dark: MantineColorsTuple = [
  '#d9e1e1',
  '#adbaba',
  '#8f9e9e',
  '#6f7f7f',
  '#425050',
  '#333f3f',
  '#273131',
  '#192121',
  '#131a1a',
  '#0d1212',
]

/** Two variants of our own for acts that are hard to undo: `danger`, and `danger-quiet` for the way there. */
const withDanger: VariantColorsResolver = input => {
  if (input.variant === 'danger') {
    return { background: '#b3261e', hover: '#961f18', color: '#ffffff', border: '1px solid transparent' }
  }
  if (input.variant === 'danger-quiet') {
    return {
      background: 'transparent',
      hover: 'var(--lk-red-soft)',
      color: 'var(--lk-red-text)',
      border: '1px solid var(--lk-red-line)',
    }
  }
  return defaultVariantColorsResolver(input)
}

/**
 * The look of console, portal and account: quiet, system fonts, radius 8, a 4-px grid.
 * Contrast is AA in both schemes; the test of every page asks axe.
 */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 7 },
  colors: { teal, gray, dark },
  black: '#162121',
  // As the pages without a script have them (server/src/http/pages/pages.css).
  fontFamily:
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Helvetica, Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1.125rem', xl: '1.125rem' },
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '8px', lg: '8px', xl: '8px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  variantColorResolver: withDanger,
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  // Plain objects and not `Modal.extend(…)`, which would bring each component to pages that never show it.
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        radius: 'md',
      } satisfies Partial<ModalProps>,
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close navigation' },
      } satisfies Partial<DrawerProps>,
    },
    Notification: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Dismiss' },
      } satisfies Partial<NotificationProps>,
    },
    Tabs: { defaultProps: { keepMounted: false } satisfies Partial<TabsProps> },
    Tooltip: {
      defaultProps: {
        events: { hover: true, focus: true, touch: true },
        withArrow: true,
        openDelay: 150,
      } satisfies Partial<TooltipProps>,
    },
  },
})

/** Colours that Mantine's own defaults leave below AA. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray[7],
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-anchor': teal[8],
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': gray[3],
    '--lk-ground': gray[0],
    '--lk-surface': '#ffffff',
    '--lk-sunken': gray[1],
    '--lk-line': gray[2],
    '--lk-control-line': gray[5],
    '--lk-accent-soft': teal[0],
    '--lk-top': '#dceeed',
    '--lk-accent-line': teal[8],
    '--lk-accent-text': teal[8],
    '--lk-ochre-soft': '#fbf1dc',
    '--lk-ochre-line': '#b67a08',
    '--lk-ochre-text': '#6e4900',
    '--lk-red-soft': '#fbeceb',
    '--lk-red-line': '#b3261e',
    '--lk-red-text': '#8f1d17',
    '--lk-green-line': '#257a45',
  },
  dark: {
    '--mantine-color-body': dark[8],
    '--mantine-color-dimmed': dark[1],
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-anchor': teal[3],
    '--mantine-color-error': '#ff9c94',
    '--mantine-color-default-border': dark[4],
    '--lk-ground': dark[8],
    '--lk-surface': dark[7],
    '--lk-sunken': dark[6],
    '--lk-line': dark[5],
    '--lk-control-line': dark[3],
    '--lk-accent-soft': '#123536',
    '--lk-top': '#0f2c2d',
    '--lk-accent-line': teal[4],
    '--lk-accent-text': teal[2],
    '--lk-ochre-soft': '#3a2d12',
    '--lk-ochre-line': '#d9a13b',
    '--lk-ochre-text': '#f3d293',
    '--lk-red-soft': '#3d1c1a',
    '--lk-red-line': '#f0857c',
    '--lk-red-text': '#ffb8b2',
    '--lk-green-line': '#5cc389',
  },
})
