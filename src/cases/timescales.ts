import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { type Deadline, type StandingDeadline, toDeadline } from '../deadlines/deadline.js';
import { describeRule } from '../deadlines/describe/describe-rule.js';
import { type Explanation, explainClock } from '../deadlines/explain.js';
import { answerSister, type SisterAnswer } from '../deadlines/sister-forms.js';
import type { ClauseReference } from '../rules/compiled-rule.js';
import type { Area, Authority, RuleTable } from '../rules/table.js';
import { type Bound, bind, readAsOf, ruleIdOf, type TimescaleOptions } from './bind.js';
import type { CaseInput } from './case-input.js';
import { type Checker, type CheckOptions, type CheckResult, type CheckSummary, checker } from './check.js';
import { type AskOptions, assessRule, currentClock, due } from './due.js';
import { type Plan, type PlanOptions, plan } from './plan.js';
import { readCase } from './read-case.js';
import { type Timeliness, type TimelinessOptions, timeliness } from './timeliness.js';

/** A rule, for lists. */
export interface RuleSummary {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly area: Area;
  readonly strength: string;
  /** The sentence that the rule stands for. */
  readonly says: string;
  readonly clauses: readonly ClauseReference[];
  readonly verified: boolean;
}

/** A due date with the way that led to it. */
export interface ExplainedDeadline {
  readonly deadline: Deadline;
  readonly says: string;
  readonly explanations: readonly Explanation[];
}

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
  check(cases: Iterable<CaseInput>, options: CheckOptions): { rows: CheckResult[]; summary: CheckSummary };
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
  const bound = bind(table, options);
  return {
    authority: table.authority,
    calendar: bound.calendar,
    table,
    bound,
    rules: (area) =>
      bound.ids.flatMap((id) => {
        const rule = bound.versions(id).at(-1)!;
        if (area !== undefined && rule.row.area !== area) return [];
        return [
          {
            id,
            rule: rule.ref,
            title: rule.title,
            area: rule.row.area,
            strength: rule.row.strength,
            says: describeRule(rule, table.names),
            clauses: rule.clauses,
            verified: rule.row.source?.verified ?? true,
          },
        ];
      }),
    describe: (ruleId) => describeRule(bound.versions(ruleIdOf(bound, ruleId)).at(-1)!, table.names),
    due: (ruleId: string, input: CaseInput, asked: AskOptions = {}) =>
      due(bound, ruleId, input, asked) as StandingDeadline,
    deadlines: (ruleId, input, asked = {}) =>
      assessRule(bound, ruleId, input, asked).assessed.map((one) => toDeadline(one)),
    explain: (ruleId, input, asked = {}) => {
      const current = currentClock(bound, ruleId, input, asked);
      return {
        deadline: toDeadline(current),
        says: describeRule(current.dated.rule, table.names),
        explanations: explainClock(current, table.names),
      };
    },
    standing: (ruleId, input, { asOf }) => {
      const rule = bound.versions(ruleIdOf(bound, ruleId)).at(-1)!;
      return rule.due
        ? undefined
        : answerSister(rule, readCase(input, table.names), readAsOf(bound, asOf), table.names);
    },
    plan: (input, asked) => plan(bound, input, asked),
    check: (cases, asked) => {
      const running = checker(bound, asked);
      const rows: CheckResult[] = [];
      for (const input of cases) rows.push(...running.check(input));
      return { rows, summary: running.summary() };
    },
    checker: (asked) => checker(bound, asked),
    timeliness: (cases, asked) => timeliness(bound, cases, asked),
  };
}
