import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Window } from './nab.ts';

/** A series as a file has it. */
export interface Series {
  readonly name: string;
  /** As written in the file, without quotes. */
  readonly timestamps: readonly string[];
  /** NaN where the file has no value. */
  readonly values: Float64Array;
  /** The cells after the value, row by row. */
  readonly rest: readonly (readonly string[])[];
}

/** What stands for "no value" in files we were given. */
const UNKNOWN = /^(nan|null|na|n\/a|none|-)?$/i;

const cellsOf = (line: string): string[] =>
  Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    (quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"')).trim(),
  );

/**
 * Reads `timestamp,value` with or without a header line; further columns are kept but mean nothing. The order of the
 * lines is the order of time: timestamps are never parsed, and a gap between them is not a missing value. An empty
 * value, or one of NaN, null, NA, none and -, is unknown; any other text is an error that names its line.
 */
export function parseSeries(text: string, name: string): Series {
  const timestamps: string[] = [];
  const values: number[] = [];
  const rest: string[][] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((line, at) => {
      if (line.trim() === '') return;
      const [timestamp = '', value, ...more] = cellsOf(line);
      if (value === undefined)
        throw new Error(`${name}, line ${at + 1}: "${line}" has no second column; expected timestamp,value.`);
      const number = UNKNOWN.test(value) ? Number.NaN : Number(value);
      if (Number.isNaN(number) && !UNKNOWN.test(value)) {
        if (timestamps.length === 0 && at === 0) return;
        throw new Error(`${name}, line ${at + 1}: the value "${value}" is not a number.`);
      }
      if (Math.abs(number) === Number.POSITIVE_INFINITY)
        throw new Error(`${name}, line ${at + 1}: the value "${value}" is not finite.`);
      timestamps.push(timestamp);
      values.push(number);
      rest.push(more);
    });
  if (timestamps.length === 0) throw new Error(`${name} has no line with a value.`);
  return { name, timestamps, values: Float64Array.from(values), rest };
}

export const readSeries = (file: string): Series => parseSeries(readFileSync(file, 'utf8'), file);

/** A series of the Numenta corpus with its labelled windows. */
export interface NabSeries extends Series {
  readonly windows: readonly Window[];
}

/** The files named in the corpus's `windows.json`, in its order; undefined where the folder is not there. */
export function readNab(folder: string): NabSeries[] | undefined {
  const list = path.join(folder, 'windows.json');
  if (!existsSync(list)) return undefined;
  const windows: Record<string, Window[]> = JSON.parse(readFileSync(list, 'utf8'));
  // Windows are written with a fraction of seconds, rows without.
  const plain = (timestamp: string): string => timestamp.replace(/\.0+$/, '');
  return Object.entries(windows).map(([name, of]) => ({
    ...readSeries(path.join(folder, name)),
    name,
    windows: of.map(([from, to]) => [plain(from), plain(to)] as const),
  }));
}

/** A series with a label for every point. */
export interface LabelledSeries extends Series {
  /** 1 for an anomalous point. */
  readonly labels: Uint8Array;
}

/** Series with at least one labelled point, by name; undefined where the folder is not there. */
export function readCloud(folder: string): LabelledSeries[] | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => {
      const series = readSeries(path.join(folder, name));
      return { ...series, name, labels: Uint8Array.from(series.rest, ([label]) => Number(label === '1')) };
    })
    .filter(({ labels }) => labels.includes(1));
}
