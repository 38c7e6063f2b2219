import { type Output, type Style, stdout } from './output.js';

/** A cell, plain or painted; its width is that of its text alone. */
export type Cell = string | { readonly text: string; readonly style: Style };

export interface TableLayout {
  readonly indent?: number;
  /** Columns (from 0) of figures, which stand to the right. */
  readonly right?: readonly number[];
  /** Where the last column breaks into lines; endless unless told. */
  readonly width?: number;
  readonly out?: Output;
}

/** Prose is broken here, also where the terminal is wider. */
export const PROSE_WIDTH = 100;

const GAP = '  ';
/** Below this a column of prose is harder to read than a line that runs over. */
const NARROWEST = 24;

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/** Rows with their columns in line; columns that are empty throughout are left out. */
export function textTable(rows: readonly (readonly Cell[])[], layout: TableLayout = {}): string {
  const { indent = 2, right = [], width = Number.POSITIVE_INFINITY, out = stdout } = layout;
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(0, ...rows.map((row) => textOf(row[at] ?? '').length)),
  );
  const used = widths.flatMap((size, at) => (size === 0 ? [] : [at]));
  const last = used.at(-1);
  const before = used.slice(0, -1).reduce((sum, at) => sum + widths[at]! + GAP.length, indent);
  const room = Math.max(NARROWEST, width - before);
  return rows
    .map((row) => {
      const cells = used.map((at) => {
        const cell = row[at] ?? '';
        const text = textOf(cell);
        const paint = (line: string) => (typeof cell === 'string' ? line : out.paint(cell.style, line));
        if (at === last)
          return wrapped(text, room)
            .map(paint)
            .join(`\n${' '.repeat(before)}`);
        const gap = ' '.repeat(widths[at]! - text.length);
        return right.includes(at) ? gap + paint(text) : paint(text) + gap;
      });
      return `${' '.repeat(indent)}${cells.join(GAP)}`.trimEnd();
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** The columns of a terminal that the rows take up, with nothing broken. */
export function widthOf(rows: readonly (readonly Cell[])[], indent = 2): number {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, textOf(cell).length);
    });
  }
  return widths.reduce((sum, size) => sum + (size === 0 ? 0 : size + GAP.length), indent - GAP.length);
}

/** A text in lines of at most so many characters, broken between words. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
