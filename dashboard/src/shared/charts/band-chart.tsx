import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { useTheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Format } from '../format.ts';

/** A day of a chart; what is not known is null. */
export interface BandPoint {
  date: string;
  value: number | null;
  /** What was to be expected: a dashed line. */
  expected?: number | null;
  /** Between which figures it lies with 80% and with 95%. */
  band80?: readonly [number, number];
  band95?: readonly [number, number];
  /** Stands out: drawn as a dot. */
  marked?: boolean;
}

interface BandChartProps {
  label: string;
  points: readonly BandPoint[];
  format: Format;
  show: (value: number) => string;
  axis: (value: number) => string;
  names: { value: string; expected?: string; marked?: string };
  height?: number;
}

/** A figure over days, with what was expected of it, or the range it is expected in. */
export default function BandChart({
  label,
  points,
  format,
  show,
  axis,
  names,
  height = 300,
}: BandChartProps) {
  const theme = useTheme();
  const palette = (theme.vars ?? theme).palette;
  const tick = { fill: palette.text.secondary, fontSize: 12 };
  const line = { dot: false, activeDot: false, isAnimationActive: false } as const;
  const rows = points.map((point) => ({ ...point }));
  return (
    <Box role="img" aria-label={summary(label, points, show, format)} data-testid="band-chart">
      <Legend points={points} names={names} />
      <ResponsiveContainer width="100%" height={height}>
        <ComposedChart
          data={rows}
          margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis
            dataKey="date"
            tickFormatter={format.shortDay}
            tick={tick}
            tickLine={false}
            axisLine={false}
            minTickGap={32}
            dy={6}
          />
          <YAxis tickFormatter={axis} tick={tick} tickLine={false} axisLine={false} width={64} />
          <Tooltip
            cursor={{ stroke: palette.divider }}
            content={({ active, payload }) => {
              const point: BandPoint | undefined = payload?.[0]?.payload;
              return active && point ? (
                <Hint point={point} format={format} show={show} names={names} />
              ) : null;
            }}
          />
          <Area {...line} dataKey="band95" stroke="none" fill={palette.primary.main} fillOpacity={0.12} />
          <Area {...line} dataKey="band80" stroke="none" fill={palette.primary.main} fillOpacity={0.18} />
          <Line
            {...line}
            dataKey="expected"
            stroke={palette.text.secondary}
            strokeDasharray="5 5"
            strokeWidth={1.5}
          />
          <Line {...line} dataKey="value" stroke={palette.primary.main} strokeWidth={2.25} />
          {points
            .filter(({ marked, value }) => marked && value !== null)
            .map(({ date, value }) => (
              <ReferenceDot
                key={date}
                x={date}
                y={value ?? 0}
                r={5}
                fill={palette.error.main}
                stroke={palette.background.paper}
              />
            ))}
        </ComposedChart>
      </ResponsiveContainer>
    </Box>
  );
}

/** Which line is which, and what else is drawn. */
function Legend({ points, names }: Pick<BandChartProps, 'points' | 'names'>) {
  const has = (test: (point: BandPoint) => boolean) => points.some(test);
  const band = (percent: number) =>
    `color-mix(in srgb, var(--mui-palette-primary-main) ${percent}%, transparent)`;
  const entries = [
    { label: names.value, mark: { borderTop: '2px solid', borderColor: 'primary.main' } },
    ...(names.expected && has(({ expected }) => typeof expected === 'number')
      ? [{ label: names.expected, mark: { borderTop: '2px dashed', borderColor: 'text.secondary' } }]
      : []),
    ...(has(({ band80 }) => band80 !== undefined)
      ? [{ label: '80% of days', mark: { height: 10, bgcolor: band(30) } }]
      : []),
    ...(has(({ band95 }) => band95 !== undefined)
      ? [{ label: '95% of days', mark: { height: 10, bgcolor: band(12) } }]
      : []),
    ...(names.marked && has(({ marked }) => marked === true)
      ? [{ label: names.marked, mark: { width: 10, height: 10, borderRadius: 5, bgcolor: 'error.main' } }]
      : []),
  ];
  return (
    <Box aria-hidden sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, mb: 1 }}>
      {entries.map((entry) => (
        <Box key={entry.label} sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
          <Box sx={{ width: 18, ...entry.mark }} />
          <Typography variant="caption" color="textSecondary">
            {entry.label}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

function Hint(props: {
  point: BandPoint;
  format: Format;
  show: (value: number) => string;
  names: { value: string; expected?: string; marked?: string };
}) {
  const { point, format, show, names } = props;
  const { date, value, expected, band95 } = point;
  return (
    <Paper sx={{ px: 1.5, py: 1, boxShadow: 3 }}>
      <Typography variant="caption" color="textSecondary">
        {format.day(date)}
      </Typography>
      <Typography variant="body2" sx={{ fontWeight: 650 }}>
        {names.value}: {value === null ? '–' : show(value)}
      </Typography>
      {typeof expected === 'number' && (
        <Typography variant="body2" color="textSecondary">
          {names.expected}: {show(expected)}
        </Typography>
      )}
      {band95 && (
        <Typography variant="body2" color="textSecondary">
          95%: {show(band95[0])} to {show(band95[1])}
        </Typography>
      )}
    </Paper>
  );
}

/** What the picture says, for those who do not see it. */
function summary(
  label: string,
  points: readonly BandPoint[],
  show: (value: number) => string,
  format: Format,
): string {
  const known = points.filter((point): point is BandPoint & { value: number } => point.value !== null);
  const [first] = known;
  if (!first) return `${label}: no data.`;
  const highest = known.reduce((best, point) => (point.value > best.value ? point : best), first);
  const lowest = known.reduce((best, point) => (point.value < best.value ? point : best), first);
  return (
    `${label}, ${points.length} days. Highest ${show(highest.value)} on ${format.day(highest.date)}, ` +
    `lowest ${show(lowest.value)} on ${format.day(lowest.date)}. The table has every figure.`
  );
}
