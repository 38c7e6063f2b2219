import { isUtf8 } from 'node:buffer';
import { counted } from '../dates.js';
import { doubled } from './bytes.js';

/** A longer row is refused, so that a quote that is never closed can't fill the memory. */
export const LONGEST_ROW = 1_000_000;

const COMMA = 44;
const QUOTE = 34;
const LF = 10;
const CR = 13;
const NOTHING = Buffer.alloc(0);

/** What is wrong with the writing of a row, apart from what its cells say. */
export interface RowProblem {
  readonly code: 'INVALID_CSV' | 'LINE_TOO_LONG';
  readonly line: number;
  /** The cell it stands in, counted from 0; null when it is the row as a whole. */
  readonly cell: number | null;
  readonly value: string;
  readonly message: string;
}

/**
 * Reads CSV as RFC 4180 has it, from bytes in pieces of any size: give a piece, then take rows until there are no
 * more. Lines may end in LF, CRLF or CR. A row that is written wrongly comes back with its problem and the cells
 * before it, and reading goes on at the line after the one where it went wrong; what comes back depends on the
 * bytes alone, never on where the pieces end.
 *
 * Cells are places in `data`, because making a text of each would cost more than all the rest.
 */
export class CsvReader {
  /** The bytes that `starts` and `ends` point into, until the next piece is given. */
  data: Buffer = NOTHING;
  starts = new Int32Array(16);
  ends = new Int32Array(16);
  /** How many cells the row has, or has before its problem. */
  cells = 0;
  /** The line on which the row starts, counted from 1. */
  line = 1;
  problem: RowProblem | null = null;
  /** How many cells a row must have; 0 for any number. */
  width = 0;
  /** What `line` counts: lines, or for a file that has none, rows from its first under the header. */
  readonly counts: 'line' | 'row';

  /** The same bytes as text, one character a byte, so that a cell of ASCII is a cheap slice of it. */
  private latin1 = '';
  private at = 0;
  private nextLine = 1;
  private isLast = false;
  private isSkipping = false;
  private hasDoubledQuotes = false;
  private bitsSeen = 0;

  constructor(counts: 'line' | 'row' = 'line') {
    this.counts = counts;
    if (counts === 'row') this.nextLine = 0;
  }

  /** Gives the next piece; all rows of the piece before must have been taken. */
  give(piece: Buffer): void {
    const rest = this.data.length - this.at;
    this.data = rest === 0 ? piece : Buffer.concat([this.data.subarray(this.at), piece]);
    this.latin1 = this.data.toString('latin1');
    this.at = 0;
  }

  /** Says that no more pieces come, so that what is left is the last row. */
  end(): void {
    this.isLast = true;
  }

  /** Moves on to the next row; false when more bytes are needed, or after `end` when there are no more rows. */
  next(): boolean {
    while (!this.isSkipping || this.skipLine()) {
      if (this.at >= this.data.length) return false;
      const found = this.scan();
      if (found === 'row') return true;
      if (found === 'more') return false;
    }
    return false;
  }

  isEmpty(cell: number): boolean {
    return this.starts[cell] === this.ends[cell];
  }

  /** A cell's text. It may keep a whole piece alive: not to be held for long. */
  text(cell: number): string {
    if (this.bitsSeen >= 128) return this.ownText(cell);
    const text = this.latin1.slice(this.starts[cell], this.ends[cell]);
    return this.hasDoubledQuotes ? text.replaceAll('""', '"') : text;
  }

  /** A cell's text as a text of its own. Bytes that aren't UTF-8 are read as Latin 1. */
  ownText(cell: number): string {
    const start = this.starts[cell]!;
    const end = this.ends[cell]!;
    // Texts this short are copied by slicing; longer ones would point into the piece.
    if (end - start < SHORTEST_SLICE && this.bitsSeen < 128 && !this.hasDoubledQuotes)
      return this.latin1.slice(start, end);
    const bytes = this.data.subarray(start, end);
    const text = bytes.toString(this.bitsSeen >= 128 && isUtf8(bytes) ? 'utf8' : 'latin1');
    return this.hasDoubledQuotes ? text.replaceAll('""', '"') : text;
  }

  private scan(): 'row' | 'blank' | 'more' {
    const { data } = this;
    const from = this.at;
    const limit = Math.min(data.length, from + LONGEST_ROW + 1);
    let at = from;
    let start = from;
    let bits = 0;
    let linesInside = 0;
    this.begin();
    while (at < limit) {
      const byte = data[at]!;
      bits |= byte;
      if (byte > COMMA) {
        at += 1;
      } else if (byte === COMMA) {
        this.put(start, at);
        at += 1;
        start = at;
      } else if (byte === LF || byte === CR) {
        if (byte === CR && at + 1 === data.length && !this.isLast) return 'more';
        this.put(start, at);
        return this.finish(from, at, linesInside, bits);
      } else if (byte !== QUOTE) {
        at += 1;
      } else if (at !== start) {
        return this.refuse(STRAY_QUOTE, start, at, at, linesInside, bits);
      } else {
        const opened = at;
        const linesBefore = linesInside;
        at += 1;
        for (; at < limit; at++) {
          const inside = data[at]!;
          bits |= inside;
          if (inside === CR || (inside === LF && data[at - 1] !== CR)) linesInside += 1;
          if (inside !== QUOTE) continue;
          if (data[at + 1] !== QUOTE) break;
          this.hasDoubledQuotes = true;
          at += 1;
        }
        if (at >= limit) {
          // Counted as one row that never ends only when lines passed by: else the line itself is too long.
          if (data.length > from + LONGEST_ROW) {
            return linesInside > linesBefore
              ? this.refuse(UNCLOSED_QUOTE, opened, opened, opened, linesBefore, bits)
              : this.refuse(TOO_LONG, null, from, limit - 1, linesInside, bits);
          }
          return this.isLast
            ? this.refuse(UNCLOSED_QUOTE, opened, opened, opened, linesBefore, bits)
            : 'more';
        }
        const closed = at;
        at += 1;
        if (at === data.length && !this.isLast) return 'more';
        const after = data[at];
        if (at < data.length && after !== COMMA && after !== LF && after !== CR) {
          return this.refuse(TEXT_AFTER_QUOTE, opened, at, opened, linesBefore, bits);
        }
        if (after === CR && at + 1 === data.length && !this.isLast) return 'more';
        this.put(opened + 1, closed);
        if (at === data.length || after !== COMMA) return this.finish(from, at, linesInside, bits);
        at += 1;
        start = at;
      }
    }
    if (data.length > from + LONGEST_ROW)
      return this.refuse(TOO_LONG, null, from, limit - 1, linesInside, bits);
    if (!this.isLast) return 'more';
    this.put(start, at);
    return this.finish(from, at, linesInside, bits);
  }

  private begin(): void {
    this.cells = 0;
    this.line = this.nextLine;
    this.problem = null;
    this.hasDoubledQuotes = false;
  }

  private put(start: number, end: number): void {
    const { cells } = this;
    this.cells = cells + 1;
    if (cells >= this.starts.length) {
      // Cells beyond the header's are counted, not kept.
      if (this.width > 0 && cells > this.width) return;
      this.starts = doubled(this.starts);
      this.ends = doubled(this.ends);
    }
    this.starts[cells] = start;
    this.ends[cells] = end;
  }

  private finish(from: number, end: number, linesInside: number, bits: number): 'row' | 'blank' {
    const { data, cells, width } = this;
    const isCrLf = data[end] === CR && data[end + 1] === LF;
    this.at = Math.min(data.length, end + (isCrLf ? 2 : 1));
    this.nextLine += this.counts === 'row' ? 1 : linesInside + 1;
    this.bitsSeen = bits;
    if (end - from === cells - 1) return 'blank';
    if (width > 0 && cells !== width) {
      this.problem = {
        code: 'INVALID_CSV',
        line: this.line,
        cell: null,
        value: this.excerpt(from, end),
        message: `The row has ${counted(cells, 'cell')}, and the header has ${counted(width, 'column')}.${cells > width ? ' A comma inside a cell needs quotes around the cell.' : ''}`,
      };
    }
    return 'row';
  }

  /** Refuses the row and goes on at the line after `anchor`. */
  private refuse(
    what: { code: RowProblem['code']; message: string },
    cellStart: number | null,
    at: number,
    anchor: number,
    linesBefore: number,
    bits: number,
  ): 'row' {
    this.bitsSeen = bits;
    this.problem = {
      code: what.code,
      line: this.nextLine + linesBefore,
      cell: cellStart === null ? null : this.cells,
      value: this.excerpt(cellStart ?? at, Math.min(this.data.length, (cellStart ?? at) + EXCERPT)),
      message: what.message,
    };
    this.nextLine += linesBefore;
    this.at = anchor;
    this.isSkipping = true;
    return 'row';
  }

  /** Skips to the next line; false when its start has not been given yet. */
  private skipLine(): boolean {
    const { data } = this;
    let at = this.at;
    while (at < data.length && data[at] !== LF && data[at] !== CR) at += 1;
    this.at = at;
    if (at === data.length) return false;
    if (data[at] === CR && at + 1 === data.length && !this.isLast) return false;
    this.at = at + (data[at] === CR && data[at + 1] === LF ? 2 : 1);
    this.nextLine += 1;
    this.isSkipping = false;
    return true;
  }

  /** The first line of a place, cut short, for an error's value. */
  private excerpt(from: number, end: number): string {
    const text = this.latin1.slice(from, Math.min(end, from + EXCERPT));
    return /^[^\r\n]*/.exec(text)![0];
  }
}

const EXCERPT = 60;
/** From this length on V8 makes a slice that points into the whole text. */
const SHORTEST_SLICE = 13;

const STRAY_QUOTE = {
  code: 'INVALID_CSV',
  message:
    'A quote stands inside a cell without quotes; put quotes around the whole cell and double the one inside.',
} as const;
const TEXT_AFTER_QUOTE = {
  code: 'INVALID_CSV',
  message: 'Text follows the closing quote of a cell; a quote that belongs to the cell is doubled.',
} as const;
const UNCLOSED_QUOTE = {
  code: 'INVALID_CSV',
  message: 'The quote that opens this cell is never closed.',
} as const;
const TOO_LONG = {
  code: 'LINE_TOO_LONG',
  message: `The line is longer than ${LONGEST_ROW.toLocaleString('en-GB')} bytes; a row of cases never is.`,
} as const;
