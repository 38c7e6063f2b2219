import { TimescaleError } from '../failure.js';
import type { CompiledDue } from '../rules/compile.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Expression, Timing } from '../rules/expression.js';
import { formatDay } from '../time/day.js';
import { compareMoments, formatMoment, type Moment } from '../time/moment.js';
import type { Clock } from './clock.js';
import { type Bindings, evaluate, recorded } from './evaluate.js';
import type { History, Occurrence } from './history.js';
import { type Missing, NONE, namesOf } from './missing.js';
import { multiplied } from './recurrence.js';
import type { Setting, Stretch } from './setting.js';
import { append } from './short-lists.js';

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
  /** What its expressions are evaluated with. */
  readonly bound: Bindings;
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
  try {
    const limit = limitOf(timing, bound, setting, withheld, missing);
    const tiers = hasTiers(timing) ? tiersOf(timing, bound, setting, missing) : NONE;
    const opens = timing.opens ? (evaluate(timing.opens, setting, bound, missing) ?? null) : null;
    return { rule, clock, bound, limit, opens, tiers, missing: namesOf(missing), withheld, setting, history };
  } catch (error) {
    throw error instanceof TimescaleError ? atTrigger(error, clock) : error;
  }
}

/** What goes wrong with a date goes wrong with the event that it counts from. */
function atTrigger(error: TimescaleError, { trigger }: Clock): TimescaleError {
  return error.path === '' && trigger ? error.within(`events.${trigger.event}`) : error;
}

function limitOf(
  { tiers }: Timing,
  bound: Bindings,
  setting: Setting,
  withheld: string | null,
  missing: Missing | null,
): Moment | null {
  for (let index = tiers.length - 1; index >= 0; index--) {
    const { name, at } = tiers[index]!;
    if (name === null || name !== withheld) return wholeDay(evaluate(at, setting, bound, missing), at);
  }
  return null;
}

const hasTiers = ({ tiers }: Timing): boolean => tiers.length > 0 && tiers[0]!.name !== null;

function tiersOf(
  { tiers }: Timing,
  bound: Bindings,
  setting: Setting,
  missing: Missing | null,
): DatedClock['tiers'] {
  return tiers.flatMap(({ name, at }) => {
    const due = wholeDay(evaluate(at, setting, bound, missing), at);
    return due ? [{ name: name!, due }] : [];
  });
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
export function timingIn(due: CompiledDue, leg: number | null, legs: number): Timing | undefined {
  if (due.form === 'single') return leg === null || leg === 0 ? due.timing : undefined;
  if (due.form !== 'recurring' || leg === null) return undefined;
  if (leg < legs) return due.recurrence.legs[leg]?.timing ?? due.recurrence.phases[0]!.timing;
  return due.recurrence.phases[leg - legs]?.timing;
}

/** A fixed rhythm counts from the start of the series, however the occurrences fell. */
const isFixed = (due: CompiledDue): boolean =>
  due.form === 'recurring' && due.recurrence.countedFrom === 'start';

/** A reading's timing for the same clock; undefined where it has no such leg. */
function timingUnder(due: CompiledDue, { clock, rule }: DatedClock): Timing | undefined {
  const legs = rule.due?.form === 'recurring' ? rule.due.recurrence.legs.length : 0;
  const timing = timingIn(due, clock.leg, legs);
  return timing && multiplied(timing, isFixed(due) ? clock.position + clock.multiple - 1 : clock.multiple);
}

/** What a reading counts from: where it starts the series elsewhere, its first interval runs from that start. */
function boundUnder(due: CompiledDue, { bound, clock, rule }: DatedClock): Bindings {
  const { trigger } = clock;
  const isFirst = clock.position === 1 && !(trigger && rule.done.includes(trigger.event));
  if (due.form !== 'recurring' || !(isFirst || isFixed(due))) return bound;
  const start = startUnder(due.recurrence.start, bound);
  return start === trigger ? bound : { ...bound, trigger: start, start };
}

/** The start of a series under a reading: its own, or the last before it of what the reading starts with. */
function startUnder(at: Expression, { start, history }: Bindings): Occurrence | null {
  if (at.kind !== 'event' || !start) return start;
  const all = recorded(at, history);
  if (all.includes(start)) return start;
  return all.findLast((one) => compareMoments(one, start) <= 0) ?? all[0] ?? null;
}

/** The limit under another reading; null where it can't be told. */
function limitUnder(due: CompiledDue, timing: Timing | undefined, dated: DatedClock): Moment | null {
  return timing
    ? limitOf(timing, boundUnder(due, dated), dated.setting, dated.withheld, null)
    : periodLimit(due, dated);
}

/** The tiers under another reading, as an answer has them. */
function tiersUnder(due: CompiledDue, timing: Timing | undefined, dated: DatedClock): readonly TierDate[] {
  if (!timing || !hasTiers(timing)) return NONE;
  return tiersOf(timing, boundUnder(due, dated), dated.setting, null).map(tierDate);
}

/** The place of the first period that starts on or after a day; periods are in order. */
function firstFrom(periods: readonly Stretch[], day: number): number {
  let low = 0;
  let high = periods.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (periods[middle]!.from < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** "Once in each month" as a reading of a rhythm: the last day of the period after the one before. */
function periodLimit(due: CompiledDue, { clock, setting }: DatedClock): Moment | null {
  if (due.form !== 'per-period' || !clock.trigger) return null;
  const { day } = clock.trigger;
  const periods = setting.series[due.perPeriod.series] ?? NONE;
  const period = periods[firstFrom(periods, day + 1) + clock.multiple - 1];
  return period ? { day: period.until, second: null } : null;
}

export const tierDate = ({ name, due }: { name: string; due: Moment }): TierDate => ({
  name,
  due: formatMoment(due),
});

const earlier = (limit: Moment | null, safe: Moment | null): Moment | null =>
  limit && (!safe || compareMoments(limit, safe) < 0) ? limit : safe;

/** All other readings of the clause with their dates, and the earliest day of them and the due date. */
export function readingsOf(dated: DatedClock): { readings: readonly ReadingDate[]; safe: Moment | null } {
  const others = dated.rule.readings;
  let readings: ReadingDate[] | null = null;
  let safe = dated.limit;
  for (let at = 0; at < others.length; at++) {
    const { due, because } = others[at]!;
    const timing = timingUnder(due, dated);
    const limit = limitUnder(due, timing, dated);
    safe = earlier(limit, safe);
    const tiers = tiersUnder(due, timing, dated);
    const day = limit && formatDay(limit.day);
    readings = append(readings, tiers.length === 0 ? { due: day, because } : { due: day, because, tiers });
  }
  return { readings: readings ?? NONE, safe };
}

/** The earliest of the due date and all readings of it, where the readings themselves are not wanted. */
export function safeOf(dated: DatedClock): Moment | null {
  let safe = dated.limit;
  for (const { due } of dated.rule.readings)
    safe = earlier(limitUnder(due, timingUnder(due, dated), dated), safe);
  return safe;
}
