import type { Cell, Column, Encoder } from '../column.ts';

/**
 * What a spreadsheet takes for the beginning of a formula, in its ASCII and full-width forms, and what it skips before
 * one: https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;
const QUOTED = /[",\r\n]/;

/** A text that no spreadsheet runs: what could be a formula begins with an apostrophe. */
export const safeText = (text: string): string =>
  FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;

const field = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function fieldOf(cell: Cell | undefined, isText: boolean): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  // An empty text is quoted, so that it differs from nothing.
  if (cell === '') return '""';
  return isText ? field(safeText(cell)) : cell;
}

/** CSV after RFC 4180, UTF-8, a line of names first, `\r\n` at the end of lines. Nothing is an empty field. */
export function createCsvEncoder(columns: readonly Column[]): Encoder {
  const isText = columns.map((column) => column.type === 'text');
  return {
    head: () => Buffer.from(`${columns.map((column) => field(column.name)).join(',')}\r\n`),
    rows(batch) {
      let text = '';
      for (const row of batch) {
        for (let at = 0; at < isText.length; at += 1)
          text += (at === 0 ? '' : ',') + fieldOf(row[at], isText[at] === true);
        text += '\r\n';
      }
      return Buffer.from(text);
    },
    end: () => new Uint8Array(),
  };
}
