import type { Bound } from '../cases/bind.js';
import { ruleIdOf } from '../cases/bind.js';
import type { Timescales } from '../cases/timescales.js';
import { TimescaleError } from '../failure.js';
import { readCovered } from '../lines/in-force.js';
import { type Line, linesOf, startNames } from '../lines/line.js';
import { dateFrom } from '../lines/start-days.js';
import type { ClauseReference, CompiledRule } from '../rules/compiled-rule.js';
import type { Expression } from '../rules/expression.js';
import { type Day, formatDay } from '../time/day.js';

/** The start days that go with a day of completion. */
export interface LatestStart {
  readonly rule: string;
  readonly title: string;
  readonly completion: string;
  /** What starts the clock. */
  readonly startsWith: readonly string[];
  /** The last start day whose due date is not after the completion; null where there is none in force. */
  readonly latestStart: string | null;
  /** The due date of that start: the completion itself, or the last due date before it. */
  readonly due: string | null;
  /** The first start day for which the completion is in time. */
  readonly earliestStart: string | null;
  /** The latest start under each other reading of the clause. */
  readonly readings: readonly { readonly latestStart: string | null; readonly because: string }[];
  /** The earliest of the latest starts: however the clause is read, all is due by the completion. */
  readonly safe: string | null;
  readonly clauses: readonly ClauseReference[];
}

/**
 * The last day on which a clock can start and still run out by a given day of completion: `due` turned round. A
 * start a day later is due after it, unless several starts share a due date.
 *
 * For a lead time the start is the event led up to: the last conference day whose report is due by the date. Days are
 * counted as the rule counts them; the version of the rule is the one in force on the start. A series answers for
 * its rhythm, a named leg for itself.
 *
 * @throws TimescaleError `UNKNOWN_RULE`; `NOT_A_DEADLINE` where no date can be counted from one start;
 * `INVALID_DATE` and `OUTSIDE_COVERAGE` at `completion`.
 * @example
 * // 15 working days that end on Tuesday 21 April 2026 start on Sunday 29 March 2026 at the latest
 * latestStart(timescales(wokingham), 'initial-conference', '2026-04-21').latestStart // => '2026-03-29'
 */
export function latestStart({ bound }: Timescales, ruleId: string, completion: string): LatestStart {
  const versions = bound.versions(ruleIdOf(bound, ruleId));
  const day = readCovered(bound, completion, 'completion');
  const newest = versions.at(-1)!;
  const line = lineOf(newest);
  const last = lastStart((one) => lineOf(one).limit, versions, day, bound);
  const readings = line.readings.map(({ because }, index) => ({
    latestStart: isoOf(lastStart((one) => lineOf(one).readings[index]?.limit, versions, day, bound)?.start),
    because,
  }));
  const starts = [isoOf(last?.start), ...readings.map((reading) => reading.latestStart)];
  return {
    rule: newest.ref,
    title: newest.title,
    completion: formatDay(day),
    startsWith: startNames(line),
    latestStart: isoOf(last?.start),
    due: isoOf(last?.due),
    earliestStart: isoOf(firstStart(versions, day, bound)),
    readings,
    safe: starts.reduce((least, one) => (one === null || least === null ? null : one < least ? one : least)),
    clauses: newest.clauses,
  };
}

const isoOf = (day: Day | null | undefined): string | null => (day == null ? null : formatDay(day));

function lineOf(rule: CompiledRule): Line {
  const line = linesOf(rule).at(-1);
  if (line) return line;
  throw new TimescaleError(
    'NOT_A_DEADLINE',
    'rule',
    rule.ref,
    `${rule.ref} fixes no date that is counted from a start, so there is no latest one.`,
  );
}

/** The start days on which a version can be asked: in force, and covered. */
function rangeOf(rule: CompiledRule, { calendar }: Bound): { first: Day; last: Day } {
  const { from, to } = calendar.days;
  return {
    first: Math.max(from, rule.from) as Day,
    last: Math.min(to, rule.until === null ? to : rule.until - 1) as Day,
  };
}

/** Whether a date lies before what it is counted from. */
function countsBack(at: Expression): boolean {
  if (at.kind === 'shift') return at.sign === -1;
  if (at.kind === 'pick') return at.of.some(countsBack);
  return 'of' in at && countsBack(at.of);
}

/** A date that leaves the calendar counting on is later than all in it; counting back, earlier. */
function dueFrom(at: Expression, start: number, { setting }: Bound): number {
  const beyond = countsBack(at) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return dateFrom(at, start as Day, setting) ?? beyond;
}

/** The last place for which something holds that holds up to there and not beyond; `first - 1` where it never does. */
function lastWhere(first: number, last: number, holds: (place: number) => boolean): number {
  let low = first - 1;
  let high = last;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The newest version that has such a start gives it. */
function lastStart(
  limitOf: (rule: CompiledRule) => Expression | undefined,
  versions: readonly CompiledRule[],
  completion: Day,
  bound: Bound,
): { readonly start: Day; readonly due: Day } | null {
  for (const rule of versions.toReversed()) {
    const limit = limitOf(rule);
    if (!limit) continue;
    const { first, last } = rangeOf(rule, bound);
    const start = lastWhere(first, last, (day) => dueFrom(limit, day, bound) <= completion);
    const due = start < first ? null : dateFrom(limit, start as Day, bound.setting);
    if (due !== null) return { start: start as Day, due };
  }
  return null;
}

function firstStart(versions: readonly CompiledRule[], completion: Day, bound: Bound): Day | null {
  for (const rule of versions) {
    const { limit } = lineOf(rule);
    const { first, last } = rangeOf(rule, bound);
    const start = lastWhere(first, last, (day) => dueFrom(limit, day, bound) < completion) + 1;
    if (start <= last && dateFrom(limit, start as Day, bound.setting) !== null) return start as Day;
  }
  return null;
}
