import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { type ReactNode, useEffect, useState } from 'react';
import { type Period, PRESETS, type Preset } from '../shared/period.ts';

export const GROUPINGS = ['day', 'week', 'month'] as const;
export const COMPARISONS = ['previous', 'year', 'none'] as const;

type Grouping = (typeof GROUPINGS)[number];
export type Comparison = (typeof COMPARISONS)[number];

const COMPARISON_LABELS: Record<Comparison, string> = {
  previous: 'Previous period',
  year: 'Previous year',
  none: 'Nothing',
};

interface FiltersProps {
  period: Period;
  onPreset: (preset: Preset) => void;
  onRange: (from: string, to: string) => void;
  /** Absent where a report has no points in time. */
  grouping?: Grouping;
  onGrouping?: (grouping: Grouping) => void;
  /** Absent where a report compares nothing. */
  comparison?: Comparison;
  onComparison?: (comparison: Comparison) => void;
  /** Which comparisons there are; all when absent. */
  comparisons?: readonly Comparison[];
  /** More choices, in the same row. */
  children?: ReactNode;
}

/** Which days, how they are grouped, and what they are compared with. */
export function Filters(props: FiltersProps) {
  const { period, onPreset, onRange, grouping, onGrouping, comparison, onComparison } = props;
  const comparisons = props.comparisons ?? COMPARISONS;
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
          <ToggleButton key={days} value={days} sx={{ whiteSpace: 'nowrap' }}>
            {days === '365' ? '1 year' : days}
            {days !== '365' && <Unit />}
          </ToggleButton>
        ))}
        <ToggleButton value="custom">Custom</ToggleButton>
      </ToggleButtonGroup>
      {period.preset === 'custom' && (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <DayField
            label="From"
            value={period.from}
            max={period.to}
            onDay={(day) => onRange(day, period.to)}
          />
          <DayField
            label="To"
            value={period.to}
            min={period.from}
            onDay={(day) => onRange(period.from, day)}
          />
        </Box>
      )}
      {grouping && onGrouping && (
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
      )}
      {comparison && onComparison && (
        <TextField
          select
          size="small"
          label="Compare with"
          value={comparison}
          onChange={({ target }) => onComparison(target.value as Comparison)}
          sx={{ minWidth: 170, '& .MuiInputBase-root': { bgcolor: 'background.paper' } }}
        >
          {comparisons.map((value) => (
            <MenuItem key={value} value={value}>
              {COMPARISON_LABELS[value]}
            </MenuItem>
          ))}
        </TextField>
      )}
      {props.children}
    </Box>
  );
}

/** The unit beside a number of days; a phone has room for its initial only. */
function Unit() {
  return (
    <>
      <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' }, whiteSpace: 'pre' }}>
        {' days'}
      </Box>
      <Box component="span" sx={{ display: { xs: 'inline', sm: 'none' } }}>
        d
      </Box>
    </>
  );
}

interface DayFieldProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onDay: (day: string) => void;
}

/** A calendar day. While a year is being typed its first digits are a date too, which nobody means. */
export function DayField({ label, value, min, max, onDay }: DayFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <TextField
      size="small"
      type="date"
      label={label}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        if (target.validity.valid && target.value >= '1970') onDay(target.value);
      }}
      onBlur={() => setText(value)}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { min, max } }}
      sx={{ width: 160 }}
    />
  );
}
