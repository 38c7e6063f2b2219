import { type WorkingCalendar, workingCalendar } from '../calendar/working-calendar.js';
import type { Deadline, StandingDeadline } from '../deadlines/deadline.js';
import type { SisterAnswer } from '../deadlines/sister-forms.js';
import type { Area, Authority, RuleTable } from '../rules/table.js';
import { type Bound, bind, closuresOf, type TimescaleOptions } from './bind.js';
import type { CaseInput } from './case-input.js';
import { type Checked, type Checker, type CheckOptions, check, checker } from './check.js';
import { type AskOptions, deadlines, due } from './due.js';
import { type ExplainedDeadline, explain } from './explain.js';
import { type Plan, type PlanOptions, plan } from './plan.js';
import { describe, type RuleSummary, rules } from './rule-list.js';
import { standing } from './standing.js';
import { type Timeliness, type TimelinessOptions, timeliness } from './timeliness.js';

export type { ExplainedDeadline } from './explain.js';
export type { RuleSummary } from './rule-list.js';

/** One authority's rules, bound to its calendar and ready to be asked. */
export interface Timescales {
  readonly authority: Authority;
  readonly calendar: WorkingCalendar;
  readonly table: RuleTable;
  /** What the questions of `in-timescale/questions` read: the compiled rules and what they are counted with. */
  readonly bound: Bound;
  /** The rules, or those of one area of work. */
  rules(area?: Area): RuleSummary[];
  /** The sentence that a rule stands for. */
  describe(ruleId: string): string;
  /**
   * The deadline that a rule fixes for a case: of the clock that started last. With `asOf`, its outcome too.
   *
   * @throws TimescaleError `UNKNOWN_RULE`, `MISSING_TRIGGER`, `NOT_A_DEADLINE`, `NO_VERSION_IN_FORCE`,
   * `OUTSIDE_COVERAGE`, and what is wrong with the case.
   * @example
   * // Friday 27 March 2026, 15 working days, Good Friday and Easter Monday skipped: Tuesday 21 April 2026
   * timescales(wokingham).due('initial-conference', { events: { 'strategy-discussion': '2026-03-27' } }).due // => '2026-04-21'
   */
  due(ruleId: string, input: CaseInput, options: AskOptions & { asOf: string }): StandingDeadline;
  due(ruleId: string, input: CaseInput, options?: AskOptions): Deadline;
  /** The deadlines of every clock of one rule on a case, earliest trigger first. */
  deadlines(ruleId: string, input: CaseInput, options?: AskOptions): Deadline[];
  /** A deadline with each step, each counted and each skipped day. */
  explain(ruleId: string, input: CaseInput, options?: AskOptions): ExplainedDeadline;
  /** A limit on days, a count or an eligibility on a day; undefined where the rule is not for the case. */
  standing(ruleId: string, input: CaseInput, options: { asOf: string }): SisterAnswer | undefined;
  /** Every deadline of a case, recurrences foreseen to a horizon. */
  plan(input: CaseInput, options: PlanOptions): Plan;
  /** The outcomes over many cases; a bad case comes back as a row with its error. */
  check(cases: Iterable<CaseInput>, options: CheckOptions): Checked;
  /** The same, one case at a time, for streams. */
  checker(options: CheckOptions): Checker;
  /** The share in time over a cohort. */
  timeliness(cases: Iterable<CaseInput>, options: TimelinessOptions): Timeliness;
}

/**
 * Binds a rule table to its calendar. The table is taken as valid: built-in ones are, and `loadTable` of
 * `in-timescale/tables` makes valid ones of your own.
 *
 * @throws TimescaleError `UNKNOWN_CALENDAR`, and what is wrong with the closures or the series.
 */
export function timescales(table: RuleTable, options: TimescaleOptions = {}): Timescales {
  const { authority } = table;
  const calendar = options.calendar ?? workingCalendar(authority.calendar, closuresOf(authority, options));
  const bound = bind(table, { ...options, calendar });
  return {
    authority,
    calendar,
    table,
    bound,
    rules: (area) => rules(bound, area),
    describe: (ruleId) => describe(bound, ruleId),
    due: (ruleId: string, input: CaseInput, asked?: AskOptions) =>
      due(bound, ruleId, input, asked) as StandingDeadline,
    deadlines: (ruleId, input, asked) => deadlines(bound, ruleId, input, asked),
    explain: (ruleId, input, asked) => explain(bound, ruleId, input, asked),
    standing: (ruleId, input, asked) => standing(bound, ruleId, input, asked),
    plan: (input, asked) => plan(bound, input, asked),
    check: (cases, asked) => check(bound, cases, asked),
    checker: (asked) => checker(bound, asked),
    timeliness: (cases, asked) => timeliness(bound, cases, asked),
  };
}
