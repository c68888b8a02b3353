import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';

const HERE = path.resolve(import.meta.dirname, '..');

/** A benchmark's outcome: one table, and what a program wants to know. */
export interface Report {
  /** Names the files it is written to, and its place in the README. */
  name: string;
  /** Other pages, seen from the repository's root, with a place of that name. */
  pages?: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** A line below the table. */
  notes: readonly string[];
  /** Every number, for programs. */
  values: Record<string, unknown>;
  /** Requirements that were not met; the benchmark then fails. */
  failures: readonly string[];
}

const isNumber = (text: string): boolean => /^[-<]?[\d.,]+( ?[%a-zA-Z/]+)?$/.test(text);

function asText({ columns, rows, notes }: Report): string {
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) =>
        at > 0 && isNumber(cell) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [
    line(columns),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...rows.map(line),
    '',
    ...notes,
  ].join('\n');
}

function asMarkdown({ columns, rows, notes }: Report): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, at) =>
    rows.some((row) => at > 0 && isNumber(row[at] ?? '')) ? '---:' : '---',
  );
  return [line(columns), line(rule), ...rows.map(line), '', ...notes].join('\n');
}

/** Puts the table between a page's marks for this benchmark. */
function writeInto(file: string, report: Report, heading: string): void {
  const [from, to] = [`<!-- ${report.name} -->`, `<!-- /${report.name} -->`];
  const text = readFileSync(file, 'utf8');
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`${file} has no ${from} ... ${to}.`);
  writeFileSync(
    file,
    `${text.slice(0, start + from.length)}\n${heading}\n\n${asMarkdown(report)}\n${text.slice(end)}`,
  );
}

/**
 * Prints a report (`--markdown`: as Markdown), writes it to `benchmarks/results/<name>.json`, and with `--write` into
 * the README. Sets the exit code.
 */
export function publish(report: Report): void {
  const args = process.argv.slice(2);
  const at = new Date().toISOString();
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
  process.stdout.write(`${args.includes('--markdown') ? asMarkdown(report) : asText(report)}\n`);
  for (const failure of report.failures) process.stdout.write(`NOT MET: ${failure}\n`);
  const folder = path.join(HERE, 'results');
  mkdirSync(folder, { recursive: true });
  const { values, failures } = report;
  writeFileSync(
    path.join(folder, `${report.name}.json`),
    `${JSON.stringify({ name: report.name, at, machine, values, failures }, null, 2)}\n`,
  );
  if (args.includes('--write')) {
    const pages = (report.pages ?? []).map((page) => path.resolve(HERE, '..', page));
    for (const file of [path.join(HERE, 'README.md'), ...pages]) {
      writeInto(file, report, `Measured on ${at.slice(0, 10)}: ${machine}.`);
    }
  }
  process.exitCode = report.failures.length > 0 ? 1 : 0;
}

/** Says what is going on, without getting into the table. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`);

export const mb = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
export const seconds = (value: number): string => `${value.toFixed(1)} s`;

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
