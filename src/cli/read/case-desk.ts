import { type Checker, type CheckResult, type CheckRow, isFailure } from '../../cases/check.js';
import { makeCase, type ReadCase } from '../../cases/make-case.js';
import type { Timescales } from '../../cases/timescales.js';
import type { Facts, Occurrence } from '../../deadlines/history.js';
import type { Failure } from '../../failure.js';
import type { Names } from '../../rules/table.js';
import type { Desk } from './case-sink.js';
import { KnownCases } from './known-cases.js';

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
  /** Where only some rules are asked for; an answer under all of them would be too large to keep. */
  private readonly known: KnownCases | null;
  private readonly onRow: (row: CheckRow) => void;
  private readonly onAgain: (name: string, row: CheckRow) => void;
  private readonly onFailed: (row: FailedRule) => void;

  constructor(
    number: number,
    bound: Timescales,
    checker: Checker,
    isForNamedRules: boolean,
    onRow: (row: CheckRow) => void,
    onAgain: (name: string, row: CheckRow) => void,
    onFailed: (row: FailedRule) => void,
  ) {
    this.names = bound.table.names;
    this.number = number;
    this.eventNames = Object.keys(this.names.events);
    this.checker = checker;
    this.known = isForNamedRules ? new KnownCases(this.eventNames) : null;
    this.onRow = onRow;
    this.onAgain = onAgain;
    this.onFailed = onFailed;
  }

  check(read: ReadCase, line: number): void {
    this.handOn(this.checker.checkRead(read), line);
  }

  checkRows(name: string, facts: Facts, occurrences: readonly Occurrence[], line: number): void {
    const known = this.known === null ? null : this.known.placeOf(occurrences, facts);
    if (known !== null && known.results !== null) {
      this.handOnAgain(known.results, name, line);
      return;
    }
    const results = this.checker.checkRead(makeCase(name, facts, occurrences, this.names));
    if (known !== null) known.results = results;
    this.handOn(results, line);
  }

  private handOnAgain(results: readonly CheckResult[], name: string, line: number): void {
    this.checker.countAgain(results);
    for (const result of results) {
      if (isFailure(result)) this.onFailed({ case: name, rule: result.rule, line, error: result.error });
      else this.onAgain(name, result);
    }
  }

  private handOn(results: readonly CheckResult[], line: number): void {
    for (const result of results) {
      if (isFailure(result))
        this.onFailed({ case: result.case, rule: result.rule, line, error: result.error });
      else this.onRow(result);
    }
  }
}
