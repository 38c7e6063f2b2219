import type { CaseSink } from '../read/case-sink.js';

/** Reads lines into a sink, as many at a time as are given. */
export interface LineTaker {
  give(lines: Buffer): void;
  end(): void;
}

/** How cases are written in the lines of a file. */
export interface LineForm {
  /** Whether a case has as many lines as it likes, or one. */
  readonly shape: 'long' | 'wide';
  /** Whether a cell in quotes may go on in the next line, so that a line is not a row. */
  readonly mayGoOn: boolean;
  /** What stands before and after the name, in a line that says the same of a case with another name. */
  readonly beforeName: string;
  readonly afterName: string;
  /** Takes such lines. */
  taker(sink: CaseSink): LineTaker;
  /**
   * Reads the file once more and takes only what starts on these lines, which are in order. Gives the line of each
   * case before it is checked, so that what comes of it can be put in its place.
   */
  casesOn(lines: readonly number[], sink: CaseSink): AsyncGenerator<number>;
}

/** A file of which DuckDB finds the lines. */
export interface FileLines extends LineForm {
  /**
   * A query of all lines, without a header: `name`, null for a line that says nothing; `said`, what the line says
   * apart from the name, null where that can't be told without reading the line; and then `odd`, the line.
   */
  readonly query: string;
  /** Whether a quote in an odd line may be part of its name, so that it can't be told whose line it is. */
  readonly hidesNames: boolean;
  /** The line of the file that has the place 0. */
  readonly firstLine: number;
}
