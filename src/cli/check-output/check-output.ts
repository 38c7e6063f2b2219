import type { CheckRow } from '../../cases/check.js';
import type { OutcomeName } from '../../deadlines/outcome.js';
import type { Failure } from '../../failure.js';

/** A row of the input, or a rule of a case, that could not be worked out. */
export interface FailedRow {
  readonly case: string;
  /** Null when it is the row that could not be read. */
  readonly rule: string | null;
  /** The line of the input; for a rule of a case with many lines, the first of them. */
  readonly line: number;
  readonly error: Failure;
}

/** How one rule was kept: what was done or fell due, by whether it was in time. */
export interface RuleShare {
  readonly rule: string;
  readonly inTime: number;
  readonly late: number;
  readonly overdue: number;
  /** In time, of all three; null when there is none. */
  readonly share: number | null;
}

/** What was checked, in numbers that add up. */
export interface Summary {
  readonly asOf: string;
  /** Rows of the input: `good` and `bad` are all of them. */
  readonly input: { readonly rows: number; readonly good: number; readonly bad: number };
  /** Cases that were checked. */
  readonly cases: number;
  /** Deadlines: the sum of `outcomes`. What is not started is listed only for rules asked for by name. */
  readonly rows: number;
  readonly outcomes: Readonly<Partial<Record<OutcomeName, number>>>;
  /** Rows with an error: the bad rows of the input, and the rules of cases that could not be worked out. */
  readonly failed: number;
  readonly shares: readonly RuleShare[];
}

/** Where the rows of a check go, one way of writing them each. */
export interface CheckOutput {
  /** Whether a row is shown; all are counted. */
  isListed(row: CheckRow): boolean;
  row(row: CheckRow): void;
  /** Keeps rows for other cases that are the same in all but their names, under a number. */
  keep(rows: readonly CheckRow[]): number;
  again(caseName: string, kept: number): void;
  failed(row: FailedRow): void;
  /** The same for a name that is a cell of CSV, in bytes from one place to before another; where lines begin so. */
  againAfter?(bytes: Uint8Array, from: number, to: number, kept: number): void;
  end(summary: Summary): void;
}
