import { createTheme } from '@mui/material/styles';

/** Light and dark, following the system until the person chooses. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#4338ca' },
        secondary: { main: '#0f766e' },
        background: { default: '#f5f6fa', paper: '#ffffff' },
        text: { primary: '#171a2b', secondary: '#565c75' },
        divider: '#e3e5ee',
        success: { main: '#15803d' },
        error: { main: '#c2263a' },
        warning: { main: '#b45309' },
        info: { main: '#1d6fb8' },
      },
    },
    dark: {
      palette: {
        primary: { main: '#a5a1ff' },
        secondary: { main: '#5eead4' },
        // Black letters stay on what is pointed at, so that it may not become as dark as usual.
        tonalOffset: { light: 0.2, dark: 0.15 },
        background: { default: '#0f111a', paper: '#181b28' },
        text: { primary: '#eceef7', secondary: '#a2a8c0' },
        divider: '#2a2e40',
        success: { main: '#4ade80' },
        error: { main: '#fb7185' },
        warning: { main: '#fbbf24' },
        info: { main: '#7cc4ff' },
      },
    },
  },
  shape: { borderRadius: 10 },
  typography: {
    fontFamily:
      '"Inter", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
    button: { textTransform: 'none', fontWeight: 600 },
    h5: { fontWeight: 700, letterSpacing: '-0.02em' },
    h6: { fontWeight: 650, fontSize: '1.05rem', letterSpacing: '-0.01em' },
    overline: { letterSpacing: '0.06em', fontWeight: 600 },
  },
  components: {
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: {
        root: ({ theme }) => ({
          backgroundImage: 'none',
          border: `1px solid ${theme.vars?.palette.divider}`,
        }),
      },
    },
    MuiAppBar: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { borderWidth: '0 0 1px 0', borderRadius: 0 } },
    },
    // A ring that is seen in both themes and without motion; the ripple alone is neither.
    MuiButtonBase: {
      styleOverrides: {
        root: ({ theme }) => ({
          '&.Mui-focusVisible, &:focus-visible': {
            outline: `2px solid ${theme.vars?.palette.primary.main}`,
            outlineOffset: 2,
          },
          // Where a box around it would cut the ring off.
          '&.MuiTab-root, &.MuiMenuItem-root': { outlineOffset: -2 },
        }),
      },
    },
    MuiButton: { defaultProps: { disableElevation: true } },
    MuiToggleButton: {
      styleOverrides: {
        root: ({ theme }) => ({
          padding: '4px 12px',
          '&.Mui-selected, &.Mui-selected:hover': {
            color: theme.vars?.palette.primary.main,
            backgroundColor: `color-mix(in srgb, ${theme.vars?.palette.primary.main} 12%, transparent)`,
          },
        }),
      },
    },
    MuiCssBaseline: {
      styleOverrides: {
        'a:focus-visible, summary:focus-visible, [tabindex="0"]:focus-visible': {
          outline: '2px solid var(--mui-palette-primary-main)',
          outlineOffset: 2,
        },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '0.01ms !important',
            transitionDuration: '0.01ms !important',
          },
        },
      },
    },
  },
});
