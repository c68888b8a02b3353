import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { useTheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Format } from '../shared/format.ts';
import type { SalesTrend } from '../shared/types.ts';
import { METRICS, type MetricKey } from './metrics.ts';

interface SalesChartProps {
  trend: SalesTrend;
  metric: MetricKey;
  grouping: 'day' | 'week' | 'month';
  format: Format;
  height: number;
}

interface Row {
  date: string;
  current: number | null;
  previousDate: string | undefined;
  previous: number | null;
}

/** One figure over time, with the period it is compared with as a dashed line. */
export default function SalesChart({ trend, metric, grouping, format, height }: SalesChartProps) {
  const theme = useTheme();
  const palette = (theme.vars ?? theme).palette;
  const { label, value, show, axis } = METRICS[metric];
  const rows: Row[] = trend.points.map((point, index) => {
    const before = trend.comparison?.points[index];
    return {
      date: point.date,
      current: value(point),
      previousDate: before?.date,
      previous: before ? value(before) : null,
    };
  });
  const name = (date: string) => (grouping === 'month' ? format.month(date) : format.shortDay(date));
  const tick = { fill: palette.text.secondary, fontSize: 12 };

  return (
    <Box
      role="img"
      aria-label={summary(label, rows, (number) => show(number, format), format)}
      data-testid="sales-chart"
    >
      <Box
        aria-hidden
        sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, mb: 1, color: 'text.secondary', fontSize: 13 }}
      >
        <Legend color={palette.primary.main} text={format.range(trend.from, trend.to)} />
        {trend.comparison && (
          <Legend
            color={palette.text.secondary}
            text={format.range(trend.comparison.from, trend.comparison.to)}
            dashed
          />
        )}
      </Box>
      <ResponsiveContainer width="100%" height={height}>
        <ComposedChart
          accessibilityLayer={false}
          data={rows}
          margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
        >
          <defs>
            <linearGradient id="sales-fill" x1="0" y1="0" x2="0" y2="1">
              <stop offset="0%" stopColor={palette.primary.main} stopOpacity={0.28} />
              <stop offset="100%" stopColor={palette.primary.main} stopOpacity={0.02} />
            </linearGradient>
          </defs>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis
            dataKey="date"
            tickFormatter={name}
            tick={tick}
            tickLine={false}
            axisLine={false}
            minTickGap={32}
            dy={6}
          />
          <YAxis
            tickFormatter={(number: number) => axis(number, format)}
            tick={tick}
            tickLine={false}
            axisLine={false}
            width={64}
          />
          <Tooltip
            cursor={{ stroke: palette.divider }}
            content={({ active, payload }) => {
              const row: Row | undefined = payload?.[0]?.payload;
              return active && row ? (
                <Hint row={row} label={label} show={(number) => show(number, format)} name={name} />
              ) : null;
            }}
          />
          {trend.comparison && (
            <Line
              dataKey="previous"
              stroke={palette.text.secondary}
              strokeOpacity={0.7}
              strokeDasharray="5 5"
              strokeWidth={1.5}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
          <Area
            dataKey="current"
            type="linear"
            stroke={palette.primary.main}
            strokeWidth={2.25}
            fill="url(#sales-fill)"
            dot={rows.length <= 14 ? { r: 3, fill: palette.primary.main, strokeWidth: 0 } : false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </Box>
  );
}

function Legend({ color, text, dashed = false }: { color: string; text: string; dashed?: boolean }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
      <Box component="span" sx={{ width: 18, borderTop: `2.5px ${dashed ? 'dashed' : 'solid'} ${color}` }} />
      {text}
    </Box>
  );
}

function Hint(props: {
  row: Row;
  label: string;
  show: (value: number) => string;
  name: (date: string) => string;
}) {
  const { row, label, show, name } = props;
  return (
    <Paper sx={{ px: 1.5, py: 1, boxShadow: 3 }}>
      <Typography variant="caption" color="textSecondary">
        {label}
      </Typography>
      <Typography variant="body2" sx={{ fontWeight: 650 }}>
        {name(row.date)}: {row.current === null ? '–' : show(row.current)}
      </Typography>
      {row.previousDate && (
        <Typography variant="body2" color="textSecondary">
          {name(row.previousDate)}: {row.previous === null ? '–' : show(row.previous)}
        </Typography>
      )}
    </Paper>
  );
}

/** What the picture says, for those who do not see it. */
function summary(
  label: string,
  rows: readonly Row[],
  show: (value: number) => string,
  format: Format,
): string {
  const known = rows.filter((row): row is Row & { current: number } => row.current !== null);
  if (known.length === 0) return `${label}: no data.`;
  const highest = known.reduce((best, row) => (row.current > best.current ? row : best));
  const lowest = known.reduce((best, row) => (row.current < best.current ? row : best));
  return (
    `${label} over ${rows.length} points. Highest ${show(highest.current)} on ${format.day(highest.date)}, ` +
    `lowest ${show(lowest.current)} on ${format.day(lowest.date)}. The table has every figure.`
  );
}
