import { type Assessed, assess } from '../deadlines/assess.js';
import { describeRule } from '../deadlines/describe/describe-rule.js';
import { type Failure, TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';
import { formatDay, parseDay } from '../time/day.js';
import { formatMoment } from '../time/moment.js';
import { assessorOf, type Bound, readAsOf, readDayOption, ruleIdOf } from './bind.js';
import type { CaseInput } from './case-input.js';
import { withDeemedEvents } from './deemed.js';
import { readCase } from './read-case.js';
import { figure, type Measured, type TimelinessFigure, type Verdict } from './timeliness-figure.js';

/** Bands of days from trigger to completion, each up to and including its number; what is more stands last. */
export const BANDS = {
  /** The Department for Education's bands for assessments, in working days. */
  assessment: [0, 10, 20, 30, 40, 45, 50, 60],
  /** The Department for Education's bands for initial conferences, in working days. */
  conference: [10, 15, 20],
} as const;

export interface TimelinessOptions {
  rule: string;
  asOf: string;
  /** The period measured, both ends included; all of time unless told. */
  from?: string;
  until?: string;
  /**
   * `held` counts what was done in the period; `due` counts what fell due in it, done or not. A held-only share
   * hides what never happened, so the answer always says which it is.
   */
  denominator: 'held' | 'due';
  /** What is counted: each deadline, or each case, which is in time only if all its deadlines are. */
  unit?: 'deadlines' | 'cases';
  /** Groups by the value of a case fact. */
  by?: string;
  bands?: readonly number[];
}

export interface Timeliness extends TimelinessFigure {
  readonly rule: string;
  /** The clock and the limit, in words. */
  readonly measures: string;
  readonly unit: 'deadlines' | 'cases';
  readonly counts: 'held' | 'due';
  readonly calendar: string;
  readonly asOf: string;
  readonly from: string | null;
  readonly until: string | null;
  /** The share that the table aims at, where it states one. */
  readonly target: string | null;
  readonly groups: Readonly<Record<string, TimelinessFigure>>;
  /** What was late or is overdue, with the case that it came from. */
  readonly lateRows: readonly {
    readonly case: string;
    readonly trigger: string | null;
    readonly due: string;
    readonly done: string | null;
    readonly workingDaysLate: number;
  }[];
  readonly failures: readonly { readonly case: string; readonly error: Failure }[];
}

function verdictOf(assessed: Assessed): Verdict {
  const { outcome } = assessed.standing!;
  switch (outcome) {
    case 'met':
      return 'in-time';
    case 'met-late':
      return 'late';
    case 'overdue':
      return 'open-overdue';
    case 'upcoming':
    case 'due-soon':
    case 'due-today':
      return 'open-not-due';
    case 'unknown':
      return { leftOut: `unknown: ${[...assessed.dated.missing, ...assessed.lacking].join(', ')}` };
    case 'disordered':
      return { leftOut: 'the completion is dated before its trigger' };
    case 'not-applicable':
      return { leftOut: 'the rule is not for this case' };
    case 'ended':
      return { leftOut: 'ended before it was due' };
    case 'too-early':
      return { leftOut: 'done before its window opened' };
    case 'not-started':
      return { leftOut: 'not started' };
  }
}

/** Whether the measured period holds it: by completion when what was held counts, by due date when what was due does. */
function inPeriod(
  { dated: { clock, limit } }: Assessed,
  options: TimelinessOptions,
  verdict: Verdict,
): boolean {
  const day =
    options.denominator === 'held' && (verdict === 'in-time' || verdict === 'late')
      ? clock.done!.day
      : limit?.day;
  if (day === undefined) return true;
  return (
    (options.from === undefined || day >= parseDay(options.from)) &&
    (options.until === undefined || day <= parseDay(options.until))
  );
}

function measure(assessed: Assessed, options: TimelinessOptions): Measured {
  const { clock, setting } = assessed.dated;
  let verdict = verdictOf(assessed);
  if (typeof verdict === 'string' && !inPeriod(assessed, options, verdict))
    verdict = { leftOut: 'outside the period' };
  return {
    verdict,
    workingDays:
      clock.done && clock.trigger
        ? setting.calendar.workingDaysAfter(clock.trigger.day, clock.done.day)
        : null,
  };
}

/** One case as one thing: the worst of what counts; left out only when all of it is. */
function worst(measured: readonly Measured[]): Measured {
  for (const verdict of ['open-overdue', 'late', 'open-not-due', 'in-time'] as const) {
    const found = measured.filter((one) => one.verdict === verdict);
    if (found.length > 0) {
      const days = found.flatMap((one) => (one.workingDays === null ? [] : [one.workingDays]));
      return { verdict, workingDays: days.length === 0 ? null : Math.max(...days) };
    }
  }
  return measured[0]!;
}

/** Options that would silently measure something else are refused. */
function requireSound(bound: Bound, options: TimelinessOptions): void {
  const refuse = (path: string, value: unknown, message: string) =>
    new TimescaleError('INVALID_OPTION', path, value, message);
  for (const edge of ['from', 'until'] as const)
    if (options[edge] !== undefined) readDayOption(options[edge], edge);
  if (options.from !== undefined && options.until !== undefined && options.until < options.from) {
    throw refuse(
      'until',
      options.until,
      `The period ends on ${options.until}, before it starts on ${options.from}.`,
    );
  }
  if (options.denominator !== 'held' && options.denominator !== 'due') {
    throw refuse(
      'denominator',
      options.denominator ?? null,
      'The denominator is "held" (what was done in the period) or "due" (what fell due in it).',
    );
  }
  const { facts } = bound.table.names;
  if (options.by !== undefined && !Object.hasOwn(facts, options.by)) {
    throw new TimescaleError(
      'UNKNOWN_FACT',
      'by',
      options.by,
      `There is no fact "${options.by}".${didYouMean(options.by, Object.keys(facts))}`,
    );
  }
  if (!bound.versions(ruleIdOf(bound, options.rule))[0]!.due) {
    throw new TimescaleError(
      'NOT_A_DEADLINE',
      'rule',
      options.rule,
      `"${options.rule}" is not a due date, so nothing of it is in time or late.`,
    );
  }
}

/**
 * The share of a cohort that was in time under one rule. Everything given is counted once: in time, late, open and
 * not yet due, open and overdue, or left out with the reason.
 */
export function timeliness(bound: Bound, cases: Iterable<CaseInput>, options: TimelinessOptions): Timeliness {
  const id = ruleIdOf(bound, options.rule);
  const versions = bound.versions(id);
  const assessor = assessorOf(bound, readAsOf(bound, options.asOf));
  requireSound(bound, options);
  const all: Measured[] = [];
  const groups = new Map<string, Measured[]>();
  const lateRows: Timeliness['lateRows'][number][] = [];
  const failures: Timeliness['failures'][number][] = [];
  for (const input of cases) {
    try {
      const read = withDeemedEvents(readCase(input, bound.table.names), bound, assessor);
      const refused: Measured[] = [];
      const assessed = assess(versions, assessor, read, (error) => {
        failures.push({ case: read.case, error: error.toJSON() });
        refused.push({ verdict: { leftOut: `refused: ${error.code}` }, workingDays: null });
      });
      let measured = [...assessed.map((one) => measure(one, options)), ...refused];
      if (measured.length === 0) measured = [{ verdict: { leftOut: 'not started' }, workingDays: null }];
      if (options.unit === 'cases') measured = [worst(measured)];
      all.push(...measured);
      if (options.by !== undefined) {
        const group = String(read.facts[options.by] ?? 'unknown');
        groups.set(group, [...(groups.get(group) ?? []), ...measured]);
      }
      for (const { dated, standing } of assessed) {
        const { clock, limit } = dated;
        if (standing!.workingDaysLate === null || !limit) continue;
        lateRows.push({
          case: read.case,
          trigger: clock.trigger && formatMoment(clock.trigger),
          due: formatDay(limit.day),
          done: clock.done && formatMoment(clock.done),
          workingDaysLate: standing!.workingDaysLate,
        });
      }
    } catch (error) {
      if (!(error instanceof TimescaleError)) throw error;
      failures.push({ case: input?.case ?? '', error: error.toJSON() });
      all.push({ verdict: { leftOut: `refused: ${error.code}` }, workingDays: null });
    }
  }
  const newest = versions.at(-1)!;
  return {
    rule: newest.ref,
    measures: describeRule(newest, bound.table.names),
    unit: options.unit ?? 'deadlines',
    counts: options.denominator,
    calendar: bound.calendar.id,
    asOf: options.asOf,
    from: options.from ?? null,
    until: options.until ?? null,
    target: newest.row.share ?? null,
    ...figure(all, options),
    groups: Object.fromEntries(
      [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, measured]) => [name, figure(measured, options)]),
    ),
    lateRows: lateRows,
    failures,
  };
}
