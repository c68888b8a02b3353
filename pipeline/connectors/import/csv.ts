/** One record of a delimited file. */
export interface CsvRecord {
  fields: string[];
  /** Number of the line in the file the record starts on, counted from 1 as an editor shows it. */
  line: number;
  /** The record as it stands in the file, without its line ending. */
  raw: string;
  /** Why the record cannot be read; its fields then mean nothing. */
  malformed?: string;
}

/** Longest record believed: beyond it, a quote was opened and never closed. */
const MAX_RECORD_LENGTH = 1 << 20;

const QUOTE = 34;
/** The buffer ends inside the record. */
const INCOMPLETE = -1;
/** The quotation mark found is not the one that belongs to the record. */
const RUNAWAY = -2;

/**
 * Streaming reader of comma, semicolon or tab separated text (RFC 4180, and what shops really export: LF or CRLF, stray
 * quotes inside plain fields). It exists beside the libraries because a quote that is never closed must cost one line
 * and not the rest of the file, and because a rejected line needs its number and its raw text.
 */
export class CsvReader {
  readonly #delimiter: string;
  readonly #columns: number;
  readonly #maxRecordLength: number;
  #rest = '';
  #line = 1;

  /**
   * @param options.columns fields of a whole record: a quoted text over several lines that does not come to that many
   * was never closed where it should have been
   */
  constructor(options: { delimiter: string; columns: number; maxRecordLength?: number }) {
    this.#delimiter = options.delimiter;
    this.#columns = options.columns;
    this.#maxRecordLength = options.maxRecordLength ?? MAX_RECORD_LENGTH;
  }

  /** Reads the next piece of text; complete records are handed on in order, empty lines are passed over. */
  push(text: string, onRecord: (record: CsvRecord) => void): void {
    this.#consume(this.#rest === '' ? text : this.#rest + text, false, onRecord);
  }

  /** Reads what remains after the last piece. */
  end(onRecord: (record: CsvRecord) => void): void {
    this.#consume(this.#rest, true, onRecord);
  }

  #consume(buffer: string, last: boolean, onRecord: (record: CsvRecord) => void): void {
    let at = 0;
    let quote = buffer.indexOf('"');
    while (at < buffer.length) {
      const newline = buffer.indexOf('\n', at);
      if (newline < 0 && !last && buffer.length - at < this.#maxRecordLength) break;
      const lineEnd = newline < 0 ? buffer.length : newline;
      if (quote >= 0 && quote < at) quote = buffer.indexOf('"', at);
      if (quote < 0 || quote >= lineEnd) {
        this.#plain(buffer, at, lineEnd, onRecord);
        at = lineEnd + 1;
        continue;
      }
      const end = this.#quoted(buffer, at, last, onRecord);
      if (end >= 0) {
        at = end;
      } else if (end === INCOMPLETE && !last && buffer.length - at < this.#maxRecordLength) {
        break;
      } else {
        const raw = withoutCarriageReturn(buffer.slice(at, lineEnd));
        const malformed = `a quotation mark is opened on line ${this.#line} and never closed; close it, or double it where it belongs to the text`;
        onRecord({ fields: raw.split(this.#delimiter), line: this.#line, raw, malformed });
        this.#line += 1;
        at = lineEnd + 1;
      }
    }
    this.#rest = at < buffer.length ? buffer.slice(at) : '';
  }

  #plain(buffer: string, from: number, to: number, onRecord: (record: CsvRecord) => void): void {
    const line = this.#line;
    this.#line += 1;
    const raw = withoutCarriageReturn(buffer.slice(from, to));
    if (raw !== '') onRecord({ fields: raw.split(this.#delimiter), line, raw });
  }

  /** Reads a record that holds quotation marks; the position after it, or why there is none. */
  #quoted(buffer: string, from: number, last: boolean, onRecord: (record: CsvRecord) => void): number {
    const delimiter = this.#delimiter.charCodeAt(0);
    const fields: string[] = [];
    let newlines = 0;
    let at = from;
    for (;;) {
      let value = '';
      if (buffer.charCodeAt(at) === QUOTE) {
        at += 1;
        for (;;) {
          const close = buffer.indexOf('"', at);
          // A quotation mark at the very end may be the first half of a doubled one.
          if (close < 0 || (close === buffer.length - 1 && !last)) return INCOMPLETE;
          const part = buffer.slice(at, close);
          for (let i = part.indexOf('\n'); i >= 0; i = part.indexOf('\n', i + 1)) newlines += 1;
          value += part;
          at = close + 1;
          if (buffer.charCodeAt(at) !== QUOTE) break;
          value += '"';
          at += 1;
        }
      }
      const start = at;
      while (at < buffer.length) {
        const code = buffer.charCodeAt(at);
        if (code === delimiter || code === 10) break;
        at += 1;
      }
      if (at === buffer.length && !last) return INCOMPLETE;
      const separated = at < buffer.length && buffer.charCodeAt(at) === delimiter;
      const tail = buffer.slice(start, at);
      fields.push(value + (separated ? tail : withoutCarriageReturn(tail)));
      if (separated) {
        at += 1;
        continue;
      }
      if (newlines > 0 && fields.length !== this.#columns) return RUNAWAY;
      const line = this.#line;
      this.#line += 1 + newlines;
      onRecord({ fields, line, raw: withoutCarriageReturn(buffer.slice(from, at)) });
      return at + 1;
    }
  }
}

const withoutCarriageReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);
