import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { type Period, PRESETS, type Preset } from '../shared/period.ts';
import { COMPARISONS, GROUPINGS } from './home-page.tsx';

type Grouping = (typeof GROUPINGS)[number];
type Comparison = (typeof COMPARISONS)[number];

const COMPARISON_LABELS: Record<Comparison, string> = {
  previous: 'Previous period',
  year: 'Previous year',
  none: 'Nothing',
};

interface FiltersProps {
  period: Period;
  onPreset: (preset: Preset) => void;
  onRange: (from: string, to: string) => void;
  grouping: Grouping;
  onGrouping: (grouping: Grouping) => void;
  comparison: Comparison;
  onComparison: (comparison: Comparison) => void;
}

/** Which days, how they are grouped, and what they are compared with. */
export function Filters(props: FiltersProps) {
  const { period, onPreset, onRange, grouping, onGrouping, comparison, onComparison } = props;
  const date = (
    label: string,
    value: string,
    limits: { min?: string; max?: string },
    set: (day: string) => void,
  ) => (
    <TextField
      key={`${label}${value}`}
      size="small"
      type="date"
      label={label}
      defaultValue={value}
      onChange={({ target }) => target.validity.valid && target.value && set(target.value)}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: limits }}
      sx={{ width: 160 }}
    />
  );
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label="Period"
        value={period.preset}
        onChange={(_, preset: Preset | null) => preset && onPreset(preset)}
        sx={{ bgcolor: 'background.paper' }}
      >
        {PRESETS.map((days) => (
          <ToggleButton key={days} value={days} aria-label={`Last ${days} days`}>
            {days === '365' ? '1 year' : `${days} days`}
          </ToggleButton>
        ))}
        <ToggleButton value="custom">Custom</ToggleButton>
      </ToggleButtonGroup>
      {period.preset === 'custom' && (
        <Box sx={{ display: 'flex', gap: 1 }}>
          {date('From', period.from, { max: period.to }, (day) => onRange(day, period.to))}
          {date('To', period.to, { min: period.from }, (day) => onRange(period.from, day))}
        </Box>
      )}
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label="Group by"
        value={grouping}
        onChange={(_, value: Grouping | null) => value && onGrouping(value)}
        sx={{ bgcolor: 'background.paper' }}
      >
        {GROUPINGS.map((value) => (
          <ToggleButton key={value} value={value} sx={{ textTransform: 'capitalize' }}>
            {value}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        select
        size="small"
        label="Compare with"
        value={comparison}
        onChange={({ target }) => onComparison(target.value as Comparison)}
        sx={{ minWidth: 170, '& .MuiInputBase-root': { bgcolor: 'background.paper' } }}
      >
        {COMPARISONS.map((value) => (
          <MenuItem key={value} value={value}>
            {COMPARISON_LABELS[value]}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}
