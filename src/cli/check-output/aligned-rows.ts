import type { Style } from '../output.js';
import { stdout } from '../output.js';

/** So many rows are kept back to find the width of each column; later ones go out as they come. */
const MEASURED = 1_000;
const WIDEST = 48;

/** Rows whose columns stand in line, without keeping them all. The last column is as long as it likes. */
export class AlignedRows {
  private measured: { cells: readonly string[]; style: Style | null }[] | null = [];
  private readonly widths: number[] = [];
  private readonly write: (text: string) => void;
  /** The column that is painted. */
  private readonly painted: number;

  constructor(write: (text: string) => void, painted: number) {
    this.write = write;
    this.painted = painted;
  }

  add(cells: readonly string[], style: Style | null = null): void {
    for (let at = 0; at < cells.length - 1; at++) {
      const { length } = cells[at]!;
      if (length > (this.widths[at] ?? 0)) this.widths[at] = Math.min(length, WIDEST);
    }
    if (!this.measured) {
      this.write(this.line(cells, style));
      return;
    }
    this.measured.push({ cells, style });
    if (this.measured.length === MEASURED) this.flush();
  }

  flush(): void {
    if (!this.measured) return;
    const text = this.measured.map(({ cells, style }) => this.line(cells, style)).join('');
    this.measured = null;
    this.write(text);
  }

  private line(cells: readonly string[], style: Style | null): string {
    let text = '';
    for (let at = 0; at < cells.length - 1; at++) {
      const cell = cells[at]!;
      const gap = ' '.repeat(Math.max(0, this.widths[at]! - cell.length) + 2);
      text += style !== null && at === this.painted ? stdout.paint(style, cell) + gap : cell + gap;
    }
    return `${(text + cells.at(-1)!).trimEnd()}\n`;
  }
}
