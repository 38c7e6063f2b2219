import { assessorOf, ruleIdOf } from '../../cases/bind.js';
import type { CaseInput } from '../../cases/case-input.js';
import { readCase, readEventName } from '../../cases/read-case.js';
import type { Timescales } from '../../cases/timescales.js';
import { TimescaleError } from '../../failure.js';
import { readCovered } from '../../lines/in-force.js';
import type { ClauseReference, CompiledRule } from '../../rules/compiled-rule.js';
import { shiftMonths } from '../../time/add-period.js';
import { type Day, formatDay } from '../../time/day.js';
import { rulesAround } from './around.js';
import { smallestConflict } from './conflict.js';
import { type Schedule, scheduleFor, type Trial } from './schedule.js';

export interface FeasibleOptions {
  /** The day of the question: nothing that is still to be done can be done before it. */
  readonly asOf: string;
  /** The last day to try, included; six months after `asOf` unless told. */
  readonly until?: string;
  /** Only these rules; all around the event unless told. */
  readonly rules?: readonly string[];
  /** Weekends and holidays too; working days only unless told. */
  readonly anyDay?: boolean;
}

/** A rule that bears on the day of the event. */
export interface BearingRule {
  readonly rule: string;
  readonly title: string;
  readonly clauses: readonly ClauseReference[];
  /** What it would take to know whether the rule is for the case; it is kept as if it were. */
  readonly lacking: readonly string[];
}

/** A day on which the event can be held, and by when everything ahead of it has to be done. */
export interface FeasibleDate {
  readonly date: string;
  /** Whether it stays so under every reading of every clause. */
  readonly safe: boolean;
  readonly actions: readonly { readonly event: string; readonly by: string; readonly rule: string }[];
}

export interface FeasibleDates {
  readonly authority: string;
  readonly event: string;
  readonly asOf: string;
  /** The last day that was tried. */
  readonly until: string;
  /** Whether a rule sets a last day; if not, later days than those tried may do as well. */
  readonly bounded: boolean;
  readonly dates: readonly FeasibleDate[];
  /** Every rule that bears on the day. */
  readonly rules: readonly BearingRule[];
  /** Where no day will do: the fewest rules that can't be met together. Empty otherwise. */
  readonly conflict: readonly BearingRule[];
}

const HORIZON_MONTHS = 6;

/**
 * The days on which an event can be held so that every timescale around it is met: those that it completes itself,
 * and those of what has to be done ahead of it, all of which can be done from `asOf` on. What the case records as
 * done counts as done. Where there is no such day, the smallest set of rules that conflict.
 *
 * A rule of which it is not known whether it is for the case is kept, and says what is lacking.
 *
 * @throws TimescaleError `UNKNOWN_EVENT`, `UNKNOWN_RULE`, `INVALID_DATE` and `OUTSIDE_COVERAGE` at `asOf` and
 * `until`, `INVALID_OPTION` for an `until` before `asOf`, and what is wrong with the case.
 * @example
 * // strategy discussion on Friday 27 March 2026: the set-up form takes 7 working days, so from Thursday 9 April 2026
 * feasibleDates(timescales(wokingham), 'initial-conference', { events: { 'strategy-discussion': '2026-03-27' } }, { asOf: '2026-03-27' }).dates[0].date // => '2026-04-09'
 */
export function feasibleDates(
  { bound }: Timescales,
  event: string,
  input: CaseInput,
  options: FeasibleOptions,
): FeasibleDates {
  const { names, authority } = bound.table;
  readEventName(event, names, 'event');
  const asOf = readCovered(bound, options.asOf, 'asOf');
  const until = readUntil(bound, options.until, asOf);
  const wanted = options.rules && new Set(options.rules.map((id) => ruleIdOf(bound, id)));
  const rules = rulesAround(event, bound).filter(([rule]) => !wanted || wanted.has(rule!.id));
  const trial: Trial = {
    event,
    read: readCase(input, names),
    bound,
    assessor: assessorOf(bound, null),
    notBefore: asOf,
  };
  const days = daysToTry(asOf, until, (day) => options.anyDay === true || bound.calendar.days.isWorking(day));
  const schedules = days.map((day) => scheduleFor(day, rules, 'due', trial));
  const feasible = schedules.filter(({ broken }) => broken.length === 0);
  const bearing = new Map(schedules.flatMap((schedule) => [...schedule.bearing]));
  const conflict =
    feasible.length > 0 || days.length === 0
      ? []
      : smallestConflict(
          rules.filter((versions) => versions.some((rule) => bearing.has(rule))),
          days,
          'due',
          trial,
        );
  return {
    authority: authority.id,
    event,
    asOf: formatDay(asOf),
    until: formatDay(until),
    bounded: schedules.some(({ isBounded }) => isBounded),
    dates: feasible.map((schedule) => toDate(schedule, isSafe(schedule.day))),
    rules: [...bearing].map(([rule, lacking]) => toRule(rule, lacking)),
    conflict: conflict.map((versions) => {
      const rule = versions.find((one) => bearing.has(one))!;
      return toRule(rule, bearing.get(rule)!);
    }),
  };

  function isSafe(day: Day): boolean {
    return scheduleFor(day, rules, 'safe', trial).broken.length === 0;
  }
}

function daysToTry(from: Day, until: Day, isWanted: (day: Day) => boolean): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= until; day = (day + 1) as Day) if (isWanted(day)) days.push(day);
  return days;
}

function readUntil(bound: Timescales['bound'], until: string | undefined, asOf: Day): Day {
  if (until === undefined) return Math.min(shiftMonths(asOf, HORIZON_MONTHS), bound.calendar.days.to) as Day;
  const day = readCovered(bound, until, 'until');
  if (day >= asOf) return day;
  throw new TimescaleError(
    'INVALID_OPTION',
    'until',
    until,
    `The last day to try, ${formatDay(day)}, is before the day of the question, ${formatDay(asOf)}.`,
  );
}

const toRule = ({ ref, title, clauses }: CompiledRule, lacking: readonly string[]): BearingRule => ({
  rule: ref,
  title,
  clauses,
  lacking,
});

const toDate = ({ day, actions }: Schedule, safe: boolean): FeasibleDate => ({
  date: formatDay(day),
  safe,
  actions: actions
    .map(({ event, by, rule }) => ({ event, by: formatDay(by), rule: rule.ref }))
    .sort((one, other) => (one.by < other.by ? -1 : one.by > other.by ? 1 : 0)),
});
