import { type Checker, type CheckResult, type CheckRow, isFailure } from '../../cases/check.js';
import { makeCase, type ReadCase } from '../../cases/make-case.js';
import type { Timescales } from '../../cases/timescales.js';
import type { Facts, Occurrence } from '../../deadlines/history.js';
import type { Failure } from '../../failure.js';
import type { Names } from '../../rules/table.js';
import type { Desk } from './case-sink.js';
import { KnownCases, type Mark, UNKNOWN_CASE } from './known-cases.js';

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
  /** Keeps rows for cases that are the same in all but their names. */
  keep(rows: readonly CheckRow[]): number;
  /** The rows kept under this number, for another case. */
  onAgain(name: string, kept: number): void;
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
  /** By the place of a known case: its answer, under which number its rows are kept, and the cases not yet counted. */
  private readonly answers: (readonly CheckRow[])[] = [];
  private readonly kept: number[] = [];
  private readonly cases: number[] = [];
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
    const results = this.checker.checkRead(makeCase(name, facts, occurrences, this.names));
    this.handOn(results, line);
    if (this.known === null || results.some(isFailure)) return;
    const place = this.known.add(occurrences, facts);
    if (place === UNKNOWN_CASE) return;
    const rows = results as CheckRow[];
    this.answers[place] = rows;
    this.kept[place] = this.listener.keep(rows);
    this.cases[place] = 0;
  }

  answerKnown(name: string, first: Mark, second: Mark): boolean {
    const place = this.known === null ? UNKNOWN_CASE : this.known.find(first, second);
    if (place === UNKNOWN_CASE) return false;
    this.cases[place]! += 1;
    this.listener.onAgain(name, this.kept[place]!);
    return true;
  }

  /** Counts the cases that were answered from known ones; until then they are in no summary. */
  countKnown(): void {
    for (const [place, cases] of this.cases.entries()) if (cases > 0) this.count(this.answers[place]!, cases);
    this.cases.fill(0);
  }

  /** Counts so many cases that have this answer. */
  count(rows: readonly CheckRow[], cases: number): void {
    this.checker.countAgain(rows, cases);
    for (const row of rows) this.listener.onCounted(row, cases);
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
      answerKnown: () => false,
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
