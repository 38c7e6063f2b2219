import type { RowWriter } from './row-writer.js';

/** Lists of lines without their first cell, kept where they are written from. */
export class KeptLines {
  private readonly writer: RowWriter;
  /** Where each line begins, and after the last where it ends. */
  readonly from = [0];
  /** The first line of each list, and after the last how many there are. */
  readonly first = [0];

  constructor(writer: RowWriter) {
    this.writer = writer;
  }

  /** Gives the number of the list, from 0 on. */
  add(lines: readonly string[]): number {
    for (const line of lines) this.from.push(this.writer.keep(line));
    return this.first.push(this.from.length - 1) - 2;
  }
}
