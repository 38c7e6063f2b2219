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

/** Who is told what comes of the cases. */
export interface DeskListener {
  onRow(row: CheckRow): void;
  /** A row that stood before, for another case. */
  onAgain(name: string, row: CheckRow): void;
  onFailed(row: FailedRule): void;
  /** So many cases have this row, which may not have been shown. */
  onCounted(row: CheckRow, cases: number): void;
}

/** What a case says, apart from its name, is answered here and now, and counted nowhere. */
export type TriedAnswer = (desk: CaseDesk, name: string, results: readonly CheckResult[]) => void;

/** Checks the cases of one authority and hands on what comes of them. */
export class CaseDesk implements Desk {
  readonly names: Names;
  readonly number: number;
  readonly eventNames: readonly string[];
  readonly checker: Checker;
  private readonly newChecker: () => Checker;
  /** Where only some rules are asked for; an answer under all of them would be too large to keep. */
  private readonly known: KnownCases | null;
  private readonly listener: DeskListener;

  constructor(
    number: number,
    bound: Timescales,
    newChecker: () => Checker,
    isForNamedRules: boolean,
    listener: DeskListener,
  ) {
    this.names = bound.table.names;
    this.number = number;
    this.eventNames = Object.keys(this.names.events);
    this.newChecker = newChecker;
    this.checker = newChecker();
    this.known = isForNamedRules ? new KnownCases(this.eventNames) : null;
    this.listener = listener;
  }

  check(read: ReadCase, line: number): void {
    this.handOn(this.checker.checkRead(read), line);
  }

  checkRows(name: string, facts: Facts, occurrences: readonly Occurrence[], line: number): void {
    const known = this.known === null ? null : this.known.placeOf(occurrences, facts);
    if (known !== null && known.results !== null) {
      this.countAgain(known.results, 1);
      this.showAgain(known.results, name, line);
      return;
    }
    const results = this.checker.checkRead(makeCase(name, facts, occurrences, this.names));
    if (known !== null) known.results = results;
    this.handOn(results, line);
  }

  /** Counts so many cases that have this answer; `showAgain` shows it, for as many of them as are wanted. */
  countAgain(results: readonly CheckResult[], cases: number): void {
    this.checker.countAgain(results, cases);
    for (const result of results) if (!isFailure(result)) this.listener.onCounted(result, cases);
  }

  showAgain(results: readonly CheckResult[], name: string, line: number): void {
    for (const result of results) {
      if (isFailure(result))
        this.listener.onFailed({ case: name, rule: result.rule, line, error: result.error });
      else this.listener.onAgain(name, result);
    }
  }

  /** A desk with the same rules that only gives its answers. */
  trial(onAnswer: TriedAnswer): Desk {
    const checker = this.newChecker();
    const { names, number, eventNames } = this;
    const check = (read: ReadCase) => onAnswer(this, read.case, checker.checkRead(read));
    return {
      names,
      number,
      eventNames,
      check,
      checkRows: (name, facts, occurrences) => check(makeCase(name, facts, occurrences, names)),
    };
  }

  private handOn(results: readonly CheckResult[], line: number): void {
    for (const result of results) {
      if (isFailure(result))
        this.listener.onFailed({ case: result.case, rule: result.rule, line, error: result.error });
      else {
        this.listener.onCounted(result, 1);
        this.listener.onRow(result);
      }
    }
  }
}
