export type { CalendarOptions, ClosureInput } from './calendar/adjustments.js';
export type { Bounds, CountStart } from './calendar/day-calendar.js';
export type { CalendarDefinition, Coverage, Holiday } from './calendar/definition.js';
export { type WorkingCalendar, workingCalendar } from './calendar/working-calendar.js';
export {
  type Bound as BoundTable,
  bind as bindTable,
  type SeriesDate,
  type TimescaleOptions,
} from './cases/bind.js';
export type { CaseInput, EventInput } from './cases/case-input.js';
export {
  type Checked,
  type Checker,
  type CheckFailure,
  type CheckOptions,
  type CheckResult,
  type CheckRow,
  type CheckSummary,
  check,
  checker,
  isFailure,
} from './cases/check.js';
export { type AskOptions, deadlines, due } from './cases/due.js';
export { type ExplainedDeadline, explain } from './cases/explain.js';
export { type Plan, type PlanOptions, plan } from './cases/plan.js';
export { describe, type RuleSummary, rules } from './cases/rule-list.js';
export { standing } from './cases/standing.js';
export { BANDS, type Timeliness, type TimelinessOptions, timeliness } from './cases/timeliness.js';
export type { TimelinessFigure } from './cases/timeliness-figure.js';
export { type Timescales, timescales } from './cases/timescales.js';
export type { ReadingDate, TierDate } from './deadlines/dated.js';
export type { Deadline, StandingDeadline, Trigger } from './deadlines/deadline.js';
export type { ExplainedDay, Explanation, Step } from './deadlines/explain.js';
export type { Outcome, OutcomeName } from './deadlines/outcome.js';
export type {
  CountAnswer,
  LimitAnswer,
  QualificationAnswer,
  SisterAnswer,
} from './deadlines/sister-forms.js';
export { type Failure, type FailureCode, TimescaleError } from './failure.js';
export { dueFrom } from './lines/due-from.js';
export type { ClauseReference } from './rules/compiled-rule.js';
export type { Area, Authority, Names, Rule, RuleTable, TableRule } from './rules/table.js';
export { addPeriod } from './time/add-period.js';
export { formatPeriod, type Period, type PeriodUnit, parsePeriod } from './time/period.js';
