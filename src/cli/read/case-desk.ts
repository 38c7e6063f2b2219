import { type Checker, type CheckRow, isFailure } from '../../cases/check.js';
import type { ReadCase } from '../../cases/make-case.js';
import type { Timescales } from '../../cases/timescales.js';
import type { Failure } from '../../failure.js';
import type { Names } from '../../rules/table.js';
import type { Desk } from './case-sink.js';

/** A rule of a case that could not be worked out. */
export interface FailedRule {
  readonly case: string;
  readonly rule: string | null;
  readonly line: number;
  readonly error: Failure;
}

/** Checks the cases of one authority and hands on what comes of them. */
export class CaseDesk implements Desk {
  readonly names: Names;
  readonly number: number;
  readonly eventNames: readonly string[];
  readonly checker: Checker;
  private readonly onRow: (row: CheckRow) => void;
  private readonly onFailed: (row: FailedRule) => void;

  constructor(
    number: number,
    bound: Timescales,
    checker: Checker,
    onRow: (row: CheckRow) => void,
    onFailed: (row: FailedRule) => void,
  ) {
    this.names = bound.table.names;
    this.number = number;
    this.eventNames = Object.keys(this.names.events);
    this.checker = checker;
    this.onRow = onRow;
    this.onFailed = onFailed;
  }

  check(read: ReadCase, line: number): void {
    for (const result of this.checker.checkRead(read)) {
      if (isFailure(result))
        this.onFailed({ case: result.case, rule: result.rule, line, error: result.error });
      else this.onRow(result);
    }
  }
}
