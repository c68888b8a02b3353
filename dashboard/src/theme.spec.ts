import { type CssVarsTheme, decomposeColor, getContrastRatio } from '@mui/material/styles';
import { describe, expect, test } from 'vitest';
import { theme } from './theme.ts';

const COLORS = ['primary', 'secondary', 'success', 'error', 'warning', 'info'] as const;

/** Letters as they are seen: those of MUI are a little transparent. */
function over(letters: string, ground: string): string {
  const [red = 0, green = 0, blue = 0, alpha = 1] = decomposeColor(letters).values;
  const [r = 0, g = 0, b = 0] = decomposeColor(ground).values;
  const mixed = [
    [red, r],
    [green, g],
    [blue, b],
  ].map(([above = 0, below = 0]) => Math.round(above * alpha + below * (1 - alpha)));
  return `rgb(${mixed.join(', ')})`;
}

describe.each(['light', 'dark'] as const)('the %s theme', (scheme) => {
  test.each(COLORS)('has letters on %s that can be read, also on what is pointed at', (name) => {
    const color = (theme as unknown as CssVarsTheme).colorSchemes[scheme]?.palette[name];
    for (const ground of [color?.main ?? '', color?.dark ?? ''])
      expect(getContrastRatio(over(color?.contrastText ?? '', ground), ground)).toBeGreaterThanOrEqual(4.5);
  });
});
