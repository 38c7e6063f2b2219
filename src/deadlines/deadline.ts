import type { CompiledDue } from '../rules/compile.js';
import type { ClauseReference, CompiledReading, CompiledRule } from '../rules/compiled-rule.js';
import type { Timing } from '../rules/expression.js';
import { formatDay } from '../time/day.js';
import { compareMoments, formatMoment, type Moment } from '../time/moment.js';
import type { Clock } from './clock.js';
import { type Bindings, evaluate, type Missing } from './evaluate.js';
import type { History } from './history.js';
import { multiplied } from './recurrence.js';
import type { Setting } from './setting.js';

/** The event that started a clock. */
export interface Trigger {
  readonly event: string;
  readonly on: string;
  /** What it stands in for, where the event that the clause names was not recorded. */
  readonly standsInFor?: string;
}

export interface TierDate {
  readonly name: string;
  readonly due: string;
}

export interface ReadingDate {
  readonly due: string | null;
  readonly because: string;
  readonly tiers?: readonly TierDate[];
}

/** One date that a rule fixes for a case. Dates are `YYYY-MM-DD`; the whole day counts. */
export interface Deadline {
  readonly rule: string;
  readonly title: string;
  readonly trigger: Trigger | null;
  /** The last day on which the action is in time; null while something it needs is missing. */
  readonly due: string | null;
  /** The local time on that day, where the period is in hours and the trigger has a time. */
  readonly dueAt: string | null;
  readonly precision: 'day' | 'time';
  /** The clause says "at once": due on the trigger's day. */
  readonly immediate: boolean;
  /** The first day on which it may be done, where the clause opens a window. */
  readonly opens: string | null;
  readonly tiers: readonly TierDate[];
  /** Other ways to read the clause, with their dates. */
  readonly readings: readonly ReadingDate[];
  /** The earliest of the due date and all readings: in time, however the clause is read. */
  readonly safe: string | null;
  readonly nonWorkingDay: boolean;
  readonly nonWorkingReason: string | null;
  /** The last working day on or before the due date. */
  readonly lastWorkingDay: string | null;
  readonly calendar: string;
  /** A year was leaned on whose bank holidays are not yet proclaimed. */
  readonly projected: boolean;
  readonly missing: readonly string[];
  readonly clauses: readonly ClauseReference[];
}

/** A deadline with the days behind it, for outcomes and explanations. */
export interface DatedClock {
  readonly rule: CompiledRule;
  readonly clock: Clock;
  readonly limit: Moment | null;
  readonly opens: Moment | null;
  readonly tiers: readonly { readonly name: string; readonly due: Moment }[];
  readonly missing: readonly string[];
  readonly setting: Setting;
  readonly history: History;
}

export const bindingsOf = (clock: Clock, history: History): Bindings => ({
  history,
  trigger: clock.trigger,
  since: clock.since,
  ageIndex: clock.ageIndex,
});

const NONE: readonly never[] = Object.freeze([]);

/** The dates of a clock. `approved` is the tier that an approval has opened, or that none has: null to leave out. */
export function dateClock(
  rule: CompiledRule,
  clock: Clock,
  setting: Setting,
  history: History,
  withheld: string | null,
): DatedClock {
  const timing = multiplied(clock.timing, clock.multiple);
  const bound = bindingsOf(clock, history);
  const missing: Missing = new Set();
  let limit: Moment | null = null;
  let tiers: { name: string; due: Moment }[] = NONE as unknown as { name: string; due: Moment }[];
  for (const { name, at } of timing.tiers) {
    const due = evaluate(at, setting, bound, missing) ?? null;
    if (name !== null && due) tiers = [...tiers, { name, due }];
    if (name === null || name !== withheld) limit = due;
  }
  const opens = timing.opens ? (evaluate(timing.opens, setting, bound, missing) ?? null) : null;
  return {
    rule,
    clock,
    limit,
    opens,
    tiers,
    missing: missing.size === 0 ? NONE : [...missing],
    setting,
    history,
  };
}

/** The timing that a reading gives for the same clock; undefined where it has no such leg. */
function timingIn(due: CompiledDue, leg: number | null, legs: number): Timing | undefined {
  if (due.form === 'single') return leg === null || leg === 0 ? due.timing : undefined;
  if (due.form !== 'recurring' || leg === null) return undefined;
  if (leg < legs) return due.recurrence.legs[leg]?.timing ?? due.recurrence.phases[0]!.timing;
  return due.recurrence.phases[leg - legs]?.timing;
}

function readingDate(
  { due, because }: CompiledReading,
  dated: DatedClock,
): ReadingDate & { limit: Moment | null } {
  const { clock, rule, setting, history } = dated;
  const legs = rule.due?.form === 'recurring' ? rule.due.recurrence.legs.length : 0;
  const timing = timingIn(due, clock.leg, legs);
  if (!timing) return { due: null, because, limit: null, ...periodReading(due, dated) };
  // Another reading may start at another event: then its own first trigger counts, not this clock's.
  const other = dateClock(rule, { ...clock, timing }, setting, history, null);
  return {
    due: other.limit && formatDay(other.limit.day),
    because,
    limit: other.limit,
    ...(other.tiers.length === 0 ? {} : { tiers: other.tiers.map(tierDate) }),
  };
}

/** "Once in each month" as a reading of a rhythm: the last day of the period after the one before. */
function periodReading(
  due: CompiledDue,
  { clock, setting }: DatedClock,
): { due: string; limit: Moment } | undefined {
  if (due.form !== 'per-period' || !clock.trigger) return undefined;
  const { day } = clock.trigger;
  const period = setting.series[due.perPeriod.series]?.find((stretch) => stretch.from > day);
  return period && { due: formatDay(period.until), limit: { day: period.until, second: null } };
}

const tierDate = ({ name, due }: { name: string; due: Moment }): TierDate => ({
  name,
  due: formatMoment(due),
});

/** All other readings, and the earliest day of them and the due date. */
function readingsOf(dated: DatedClock): { safe: Moment | null; readings: readonly ReadingDate[] } {
  let safe = dated.limit;
  if (dated.rule.readings.length === 0) return { safe, readings: NONE };
  const readings = dated.rule.readings.map((reading) => {
    const { limit: other, ...date } = readingDate(reading, dated);
    if (other && (!safe || compareMoments(other, safe) < 0)) safe = other;
    return date;
  });
  return { safe, readings };
}

/** The earliest of the due date and all readings of it. */
export const safeOf = (dated: DatedClock): Moment | null => readingsOf(dated).safe;

/** The answer for people and programs. */
export function toDeadline(dated: DatedClock): Deadline {
  const { rule, clock, limit, opens, tiers, missing, setting } = dated;
  const { calendar } = setting;
  const { safe, readings } = readingsOf(dated);
  const timed = limit !== null && limit.second !== null;
  const reason = limit && calendar.nonWorkingReason(limit.day);
  return {
    rule: rule.ref,
    title: rule.title,
    trigger: triggerOf(clock),
    due: limit && formatDay(limit.day),
    dueAt: timed ? formatMoment(limit) : null,
    precision: timed ? 'time' : 'day',
    immediate: clock.timing.immediate,
    opens: opens && formatDay(opens.day),
    tiers: tiers.length === 0 ? NONE : tiers.map(tierDate),
    readings,
    safe: safe && formatDay(safe.day),
    nonWorkingDay: reason !== null,
    nonWorkingReason: reason,
    lastWorkingDay:
      limit &&
      (reason === null ? formatDay(limit.day) : formatDay(calendar.previousWorkingOrSame(limit.day))),
    calendar: calendar.id,
    projected:
      limit !== null &&
      (calendar.isProjected(limit.day) ||
        (clock.trigger !== null && calendar.isProjected(clock.trigger.day))),
    missing,
    clauses: rule.clauses,
  };
}

function triggerOf({ trigger, timing }: Clock): Trigger | null {
  if (!trigger) return null;
  const standsInFor = standInFor(timing, trigger.event);
  return standsInFor === undefined
    ? { event: trigger.event, on: formatMoment(trigger) }
    : { event: trigger.event, on: formatMoment(trigger), standsInFor };
}

function standInFor(timing: Timing, event: string): string | undefined {
  let at = timing.tiers[0]?.at;
  while (at && (at.kind === 'shift' || at.kind === 'roll' || at.kind === 'received' || at.kind === 'next'))
    at = at.of;
  return at?.kind === 'event' && at.standIns.includes(event) ? at.events[0] : undefined;
}
