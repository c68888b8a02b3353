import { readFileSync } from 'node:fs';
import { dayNumber } from '../../subgraphs/analytics/forecast/model/days.ts';
import type { Holiday } from '../../subgraphs/analytics/forecast/model/holidays.ts';

/** Values of one series by day number; days the file lacks are missing. */
export type SeriesByDay = Map<number, number>;

/** Cells of a CSV file by column name; quotes may surround a cell. */
function readCsv(file: string): { header: string[]; rows: string[][] } {
  const [first = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const cells = (line: string): string[] =>
    Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
      quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
    );
  return { header: cells(first), rows: lines.map(cells) };
}

function columnsOf(header: readonly string[], file: string, names: readonly string[]): number[] {
  return names.map((name) => {
    const at = header.indexOf(name);
    if (at < 0) throw new Error(`${file} has no column "${name}"; it has ${header.join(', ')}.`);
    return at;
  });
}

/** Reads `series,date,value`. */
export function readSeries(file: string): Map<string, SeriesByDay> {
  const { header, rows } = readCsv(file);
  const [series = 0, date = 0, value = 0] = columnsOf(header, file, ['series', 'date', 'value']);
  const all = new Map<string, SeriesByDay>();
  for (const row of rows) {
    const name = row[series] ?? '';
    const days = all.get(name) ?? new Map<number, number>();
    all.set(name, days);
    days.set(dayNumber(row[date] ?? ''), Number(row[value]));
  }
  return all;
}

/**
 * Reads a list of holidays: `date` and `name` or `description`. Where there are the columns `type` and `transferred`,
 * a day marked as transferred was not kept, and one of the type Transfer is the day it was kept instead: it takes the
 * name of the holiday whose name its own ends with.
 */
export function readHolidays(file: string): Holiday[] {
  const { header, rows } = readCsv(file);
  const [date = 0, name = 0] = columnsOf(header, file, [
    'date',
    header.includes('name') ? 'name' : 'description',
  ]);
  const [type, transferred] = [header.indexOf('type'), header.indexOf('transferred')];
  const isMoved = (row: string[]): boolean => row[transferred]?.toLowerCase() === 'true';
  const moved = rows.filter(isMoved).map((row) => row[name] ?? '');
  return rows
    .filter((row) => !isMoved(row))
    .map((row) => {
      const own = row[name] ?? '';
      const kept = row[type] === 'Transfer' ? moved.find((original) => own.endsWith(original)) : undefined;
      return { date: row[date] ?? '', name: kept ?? own };
    });
}

/**
 * Values before an origin, at most `limit` of them. A gap shorter than a season is a day the shop was closed, so zero;
 * of a longer one nothing is known, so NaN. Undefined when the series begins later.
 */
export function historyBefore(
  series: SeriesByDay,
  origin: number,
  season: number,
  limit = 730,
): { first: number; values: Float64Array } | undefined {
  const known = [...series.keys()]
    .filter((day) => day < origin && day >= origin - limit)
    .sort((a, b) => a - b);
  const first = known[0];
  if (first === undefined) return undefined;
  const values = new Float64Array(origin - first).fill(Number.NaN);
  [...known, origin].forEach((day, at) => {
    const previous = known[at - 1];
    if (previous !== undefined && day - previous - 1 < season)
      values.fill(0, previous + 1 - first, day - first);
    if (day < origin) values[day - first] = series.get(day) ?? Number.NaN;
  });
  return { first, values };
}
