import type { ReadCase } from '../../cases/make-case.js';
import type { Facts, Occurrence } from '../../deadlines/history.js';
import type { Failure } from '../../failure.js';
import type { Names } from '../../rules/table.js';
import type { Mark } from './known-cases.js';

/** One authority, ready to check cases. */
export interface Desk {
  readonly names: Names;
  /** A number that no other authority has. */
  readonly number: number;
  /** The events of its vocabulary; readers know them by their place here. */
  readonly eventNames: readonly string[];
  check(read: ReadCase, line: number): void;
  /** Answers a case of no more than two plain events from one that said the same; false when there was none. */
  answerKnown(name: string, first: Mark, second: Mark): boolean;
  /** The same for a case as its rows have it. */
  checkRows(name: string, facts: Facts, occurrences: readonly Occurrence[], line: number): void;
}

/** What readers hand their rows to. Every row is either good or refused, and is counted once. */
export interface CaseSink {
  /** The one authority for all cases, where the command names it; else null, and each case names its own. */
  readonly onlyDesk: Desk | null;
  /** The names that a header may use: those of the only authority, or of all there are. */
  readonly names: Names;
  /** @throws TimescaleError for an authority that there is not, or a case that names none. */
  deskOf(authority: unknown): Desk;
  /** Counts rows as good; a negative number takes rows back that turn out to be bad. */
  good(rows: number): void;
  refuse(row: RefusedRow): void;
  /** Whether what was written should be let go before more is read. */
  readonly isFull: boolean;
  /** Resolves when it has been let go. */
  drained(): Promise<void>;
}

/** A row that is not part of any case's check: who it is about as far as that can be read, and why. */
export interface RefusedRow {
  readonly case: string;
  readonly line: number;
  readonly error: Failure;
}
