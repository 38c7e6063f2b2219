import type { CompiledDue } from '../rules/compile.js';
import type { CompiledReading, CompiledRule } from '../rules/compiled-rule.js';
import type { Expression, Timing } from '../rules/expression.js';
import { formatDay } from '../time/day.js';
import { compareMoments, formatMoment, type Moment } from '../time/moment.js';
import type { Clock } from './clock.js';
import { type Bindings, evaluate } from './evaluate.js';
import type { History } from './history.js';
import { type Missing, NONE, namesOf } from './missing.js';
import { multiplied } from './recurrence.js';
import type { Setting } from './setting.js';

/** One tier of a limit, such as a target and a maximum. */
export interface TierDate {
  readonly name: string;
  readonly due: string;
}

/** Another way to read the clause, with its date. */
export interface ReadingDate {
  /** Null where this reading needs what the case does not hold. */
  readonly due: string | null;
  readonly because: string;
  readonly tiers?: readonly TierDate[];
}

/** A deadline with the days behind it, for outcomes and explanations. */
export interface DatedClock {
  readonly rule: CompiledRule;
  readonly clock: Clock;
  readonly limit: Moment | null;
  readonly opens: Moment | null;
  readonly tiers: readonly { readonly name: string; readonly due: Moment }[];
  readonly missing: readonly string[];
  /** The tier that waits for an approval; null where none does. */
  readonly withheld: string | null;
  readonly setting: Setting;
  readonly history: History;
}

export const bindingsOf = (clock: Clock, history: History): Bindings => ({
  history,
  trigger: clock.trigger,
  start: clock.start,
  since: clock.since,
  ageIndex: clock.ageIndex,
});

/** The dates of a clock. The limit is its last tier, but for one that is withheld until it is approved. */
export function dateClock(
  rule: CompiledRule,
  clock: Clock,
  setting: Setting,
  history: History,
  withheld: string | null,
): DatedClock {
  const timing = multiplied(clock.timing, clock.multiple);
  const bound = bindingsOf(clock, history);
  const missing: Missing = [];
  let limit: Moment | null = null;
  let tiers: readonly { name: string; due: Moment }[] = NONE;
  for (const { name, at } of timing.tiers) {
    const due = wholeDay(evaluate(at, setting, bound, missing), at);
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
    missing: namesOf(missing),
    withheld,
    setting,
    history,
  };
}

/** Only a period in hours gives a time; everything else is due by the end of its day. */
function wholeDay(moment: Moment | undefined, at: Expression): Moment | null {
  if (!moment) return null;
  return moment.second === null || keepsTime(at) ? moment : { day: moment.day, second: null };
}

function keepsTime(at: Expression): boolean {
  if (at.kind === 'pick') return at.of.some(keepsTime);
  return at.kind === 'shift' && at.by.unit === 'hours';
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
  const fixed = due.form === 'recurring' && due.recurrence.countedFrom === 'start';
  const read: Clock = fixed
    ? { ...clock, timing, trigger: clock.start, multiple: clock.position + clock.multiple - 1 }
    : { ...clock, timing };
  const other = dateClock(rule, read, setting, history, dated.withheld);
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
  const later = setting.series[due.perPeriod.series]?.filter((stretch) => stretch.from > day);
  const period = later?.[clock.multiple - 1];
  return period && { due: formatDay(period.until), limit: { day: period.until, second: null } };
}

export const tierDate = ({ name, due }: { name: string; due: Moment }): TierDate => ({
  name,
  due: formatMoment(due),
});

/** All other readings, and the earliest day of them and the due date. */
export function readingsOf(dated: DatedClock): { safe: Moment | null; readings: readonly ReadingDate[] } {
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
