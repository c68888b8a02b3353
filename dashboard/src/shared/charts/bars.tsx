import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

/** One bar. */
export interface Bar {
  key: string;
  label: string;
  value: number;
  /** The figure as people read it. */
  shown: string;
  note?: string | undefined;
  /** What the value was before, drawn as a mark on the bar. */
  before?: number | null | undefined;
}

interface BarsProps {
  label: string;
  bars: readonly Bar[];
  /** Where below zero is bad news and above it is good. */
  diverging?: boolean;
}

/** Horizontal bars with their figures. Without a charting library: they are there at once. */
export function Bars({ label, bars, diverging = false }: BarsProps) {
  const most = Math.max(...bars.map(({ value, before }) => Math.max(Math.abs(value), before ?? 0)), 1e-9);
  return (
    <Box
      role="img"
      aria-label={`${label}: ${bars.map((bar) => `${bar.label} ${bar.shown}`).join(', ')}.`}
      data-testid="bars"
      sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      {bars.some(({ before }) => typeof before === 'number') && (
        <Typography aria-hidden variant="caption" color="textSecondary">
          The mark on a bar is what it is compared with.
        </Typography>
      )}
      {bars.map(({ key, label: name, value, shown, note, before }) => {
        const width = `${(Math.abs(value) / most) * (diverging ? 50 : 100)}%`;
        const color = diverging ? (value < 0 ? 'error.main' : 'success.main') : 'primary.main';
        return (
          <Box key={key} aria-hidden>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
              <Typography variant="body2" noWrap sx={{ minWidth: 0, flex: 1 }}>
                {name}
              </Typography>
              <Typography variant="body2" sx={{ fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>
                {shown}
              </Typography>
              {note && (
                <Typography
                  variant="caption"
                  color="textSecondary"
                  sx={{ minWidth: 52, textAlign: 'right', whiteSpace: 'nowrap' }}
                >
                  {note}
                </Typography>
              )}
            </Box>
            <Box
              sx={{
                position: 'relative',
                height: 8,
                borderRadius: 4,
                bgcolor: 'action.hover',
                overflow: 'hidden',
              }}
            >
              <Box
                sx={{
                  position: 'absolute',
                  inset: '0 auto 0 auto',
                  left: diverging && value < 0 ? `calc(50% - ${width})` : diverging ? '50%' : 0,
                  width,
                  bgcolor: color,
                  borderRadius: 4,
                }}
              />
              {typeof before === 'number' && (
                <Box
                  sx={{
                    position: 'absolute',
                    top: 0,
                    bottom: 0,
                    width: 3,
                    left: `calc(${(before / most) * 100}% - 3px)`,
                    bgcolor: 'text.primary',
                  }}
                />
              )}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
