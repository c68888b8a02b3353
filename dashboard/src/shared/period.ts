import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export const PRESETS = ['7', '30', '90', '365'] as const;
export type Preset = (typeof PRESETS)[number] | 'custom';

/** A range of calendar days, both ends included. */
export interface Period {
  preset: Preset;
  from: string;
  to: string;
}

const DEFAULT: Preset = '30';
/** The API answers for at most this many days at once; a longer range is shortened at its beginning. */
const LONGEST_DAYS = 1100;

/** Today's date in a time zone. */
export function today(timeZone: string, now: Date = new Date()): string {
  // The Canadian form of a date is the ISO one.
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function isDay(text: string | null): text is string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  // 30 February is taken for 2 March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The period of the page, kept in the address: `?days=90`, or `?from=2011-11-01&to=2011-12-09`. */
export function usePeriod(timeZone: string): {
  period: Period;
  choosePreset: (preset: Preset) => void;
  chooseRange: (from: string, to: string) => void;
} {
  const [parameters, setParameters] = useSearchParams();
  const from = parameters.get('from');
  const to = parameters.get('to');
  const days = parameters.get('days');

  const period = useMemo<Period>(() => {
    if (isDay(from) && isDay(to) && from <= to) {
      const earliest = addDays(to, 1 - LONGEST_DAYS);
      const tooLong = from < earliest;
      return { preset: 'custom', from: tooLong ? earliest : from, to };
    }
    const preset = PRESETS.find((candidate) => candidate === days) ?? DEFAULT;
    const end = today(timeZone);
    return { preset, from: addDays(end, 1 - Number(preset)), to: end };
  }, [from, to, days, timeZone]);

  const write = useCallback(
    (values: Record<string, string | undefined>) =>
      setParameters((before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(values)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      }),
    [setParameters],
  );
  const chooseRange = useCallback(
    (first: string, last: string) => write({ from: first, to: last, days: undefined }),
    [write],
  );
  const choosePreset = useCallback(
    (preset: Preset) => {
      if (preset === 'custom') chooseRange(period.from, period.to);
      else write({ days: preset === DEFAULT ? undefined : preset, from: undefined, to: undefined });
    },
    [write, chooseRange, period],
  );
  return { period, choosePreset, chooseRange };
}
