import { type Assessed, assess } from '../deadlines/assess.js';
import { safeOf } from '../deadlines/dated.js';
import { NONE } from '../deadlines/missing.js';
import type { OutcomeName } from '../deadlines/outcome.js';
import { type Failure, TimescaleError } from '../failure.js';
import { formatDay } from '../time/day.js';
import { formatMoment } from '../time/moment.js';
import { assessorOf, type Bound, readAsOf, ruleIdOf } from './bind.js';
import type { CaseInput } from './case-input.js';
import { withDeemedEvents } from './deemed.js';
import type { ReadCase } from './make-case.js';
import { readCase } from './read-case.js';

export interface CheckOptions {
  /** The day on which outcomes are judged. */
  asOf: string;
  /** Only these rules; all unless told. A named rule gives a row for every case, also where nothing started it. */
  rules?: readonly string[];
}

/** How one deadline of one case stands. */
export interface CheckRow {
  readonly case: string;
  readonly rule: string;
  readonly outcome: OutcomeName;
  readonly trigger: string | null;
  readonly due: string | null;
  readonly safe: string | null;
  readonly done: string | null;
  readonly daysLeft: number | null;
  readonly workingDaysLeft: number | null;
  readonly daysLate: number | null;
  readonly workingDaysLate: number | null;
  /** What an unknown outcome would need. */
  readonly missing: readonly string[];
  readonly projected: boolean;
}

/** A case, or one of its rules, that could not be worked out. */
export interface CheckFailure {
  readonly case: string;
  readonly rule: string | null;
  readonly error: Failure;
}

export type CheckResult = CheckRow | CheckFailure;

export const isFailure = (result: CheckResult): result is CheckFailure => 'error' in result;

/** What was checked, in numbers that add up: `rows` is the sum of all outcomes, and `failed` stands beside it. */
export interface CheckSummary {
  readonly cases: number;
  readonly rows: number;
  readonly failed: number;
  readonly outcomes: Readonly<Partial<Record<OutcomeName, number>>>;
}

/** Checks cases one at a time, so that any number of them needs the memory of one. */
export interface Checker {
  /** The rules that each case is put to, in their order: "wokingham/initial-conference". */
  readonly rules: readonly string[];
  /** The rows of one case: its deadlines, and its failures in their place. */
  check(input: CaseInput): CheckResult[];
  /** The rows of a case that has been read already. */
  checkRead(read: ReadCase): CheckResult[];
  /** Counts the rows of so many cases that are the same as one checked before in all but their names. */
  countAgain(results: readonly CheckResult[], cases?: number): void;
  /** Counts a failure from outside, such as a row that was no case. */
  fail(caseName: string, error: Failure): CheckFailure;
  summary(): CheckSummary;
}

/** The rows of many cases, and their numbers. */
export interface Checked {
  readonly rows: CheckResult[];
  readonly summary: CheckSummary;
}

/**
 * The outcomes over many cases under a bound table; a bad case comes back as a row with its error.
 *
 * @throws TimescaleError what is wrong with the options.
 */
export function check(bound: Bound, cases: Iterable<CaseInput>, options: CheckOptions): Checked {
  const running = checker(bound, options);
  const rows: CheckResult[] = [];
  for (const input of cases) rows.push(...running.check(input));
  return { rows, summary: running.summary() };
}

/** Makes a checker for one authority's cases. */
export function checker(bound: Bound, options: CheckOptions): Checker {
  const asOf = readAsOf(bound, options.asOf);
  const assessor = assessorOf(bound, asOf);
  const named = options.rules !== undefined;
  const ids = (options.rules?.map((id) => ruleIdOf(bound, id)) ?? bound.ids).filter((id) => {
    const isDeadline = bound.versions(id)[0]!.due !== null;
    if (!isDeadline && named) {
      throw new TimescaleError(
        'NOT_A_DEADLINE',
        'rules',
        id,
        `"${id}" is not a due date, so it has no outcome to check; a plan gives its answer.`,
      );
    }
    return isDeadline;
  });
  const rules = ids.map(bound.versions);
  const outcomes: Partial<Record<OutcomeName, number>> = {};
  let cases = 0;
  let rows = 0;
  let failed = 0;

  const count = (outcome: OutcomeName, times = 1) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + times;
    rows += times;
  };
  const fail = (caseName: string, rule: string | null, error: Failure): CheckFailure => {
    failed += 1;
    return { case: caseName, rule, error };
  };

  const checkRead = (given: ReadCase): CheckResult[] => {
    const results: CheckResult[] = [];
    const read = withDeemedEvents(given, bound, assessor);
    for (const versions of rules) {
      const { ref } = versions[0]!;
      const refuse = (error: unknown) => {
        if (!(error instanceof TimescaleError)) throw error;
        results.push(fail(read.case, ref, error.toJSON()));
      };
      try {
        const before = failed;
        const assessed = assess(versions, assessor, read, refuse);
        if (assessed.length === 0 && failed === before) {
          count('not-started');
          if (named) results.push(notStarted(read.case, ref));
        }
        for (const one of assessed) {
          try {
            const row = toRow(read.case, one);
            results.push(row);
            count(row.outcome);
          } catch (error) {
            refuse(error);
          }
        }
      } catch (error) {
        refuse(error);
      }
    }
    return results;
  };

  return {
    rules: rules.map((versions) => versions[0]!.ref),
    check(input) {
      cases += 1;
      try {
        return checkRead(readCase(input, bound.table.names));
      } catch (error) {
        if (!(error instanceof TimescaleError)) throw error;
        const name = typeof input?.case === 'string' ? input.case : '';
        return [fail(name, null, error.toJSON())];
      }
    },
    checkRead(read) {
      cases += 1;
      return checkRead(read);
    },
    countAgain(results, times = 1) {
      cases += times;
      for (const result of results) {
        if (isFailure(result)) failed += times;
        else count(result.outcome, times);
      }
      // Only rules asked for by name have a row where nothing started them.
      const silent = named ? 0 : rules.length - new Set(results.map(({ rule }) => rule)).size;
      if (silent > 0) count('not-started', silent * times);
    },
    fail: (caseName, error) => fail(caseName, null, error),
    summary: () => ({ cases, rows, failed, outcomes: { ...outcomes } }),
  };
}

function notStarted(caseName: string, rule: string): CheckRow {
  return {
    case: caseName,
    rule,
    outcome: 'not-started',
    trigger: null,
    due: null,
    safe: null,
    done: null,
    daysLeft: null,
    workingDaysLeft: null,
    daysLate: null,
    workingDaysLate: null,
    missing: NONE,
    projected: false,
  };
}

function toRow(caseName: string, { dated, lacking, standing }: Assessed): CheckRow {
  const { rule, clock, limit, missing, setting } = dated;
  const { outcome, daysLeft, workingDaysLeft, daysLate, workingDaysLate } = standing!;
  const safe = safeOf(dated);
  return {
    case: caseName,
    rule: rule.ref,
    outcome,
    trigger: clock.trigger && formatMoment(clock.trigger),
    due: limit && formatMoment(limit),
    safe: safe && formatDay(safe.day),
    done: clock.done && formatMoment(clock.done),
    daysLeft,
    workingDaysLeft,
    daysLate,
    workingDaysLate,
    missing: missing.length + lacking.length === 0 ? NONE : [...missing, ...lacking],
    projected: limit !== null && setting.calendar.isProjected(limit.day),
  };
}
