import { TimescaleError } from '../failure.js';
import type { Ending, Expression, Recurrence, Timing } from '../rules/expression.js';
import { shiftCalendarDays } from '../time/add-period.js';
import type { Day } from '../time/day.js';
import { compareMoments, type Moment } from '../time/moment.js';
import { type Clock, NO_CLOCKS } from './clock.js';
import { type Ends, endsOf } from './ends.js';
import { type Bindings, evaluate } from './evaluate.js';
import { type History, NO_OCCURRENCES, type Occurrence, occurrencesOf } from './history.js';
import type { Setting } from './setting.js';
import { append, isAmong } from './short-lists.js';
import { triggersOf } from './triggers.js';

/** When a series is over: the last moment still in it, and the first at which an open clock has ended. */
export interface SeriesEnd {
  readonly last: Moment;
  readonly over: Moment;
}

/** From a start to the first thing that ends it. */
export interface Run {
  readonly start: Occurrence;
  readonly end: SeriesEnd | null;
  /** What ended on the day it started is what was before it. */
  readonly beginsAnew: boolean;
  /** Later starts that did not begin it anew. */
  readonly ignored: readonly Occurrence[];
}

/** One life of a recurrence, with what happened in it. */
interface Life extends Run {
  readonly happened: readonly Occurrence[];
}

/** The events among what ends a series. */
const eventsAmong = (endings: readonly Ending[]): string[] =>
  endings.flatMap((ending) => (ending.kind === 'event' ? [ending.event] : []));

function eventEnd(start: Occurrence, ends: Ends): SeriesEnd | null {
  const end = ends.of(start);
  return end && { last: ends.lastOf(end), over: end };
}

function otherEnd(
  ending: Exclude<Ending, { kind: 'event' }>,
  start: Occurrence,
  history: History,
  setting: Setting,
): SeriesEnd | null {
  if (ending.kind === 'day') {
    const bound = { history, trigger: start, start, since: start, ageIndex: 0 };
    const day = evaluate(ending.at, setting, bound, null);
    return day ? { last: day, over: day } : null;
  }
  // The last day of the length still belongs to it: what falls due on it stays due.
  const day = lengthFrom(start.day, ending, setting);
  return { last: { day, second: null }, over: { day: (day + 1) as Day, second: null } };
}

function lengthFrom(day: Day, { length }: Ending & { kind: 'length' }, { calendar }: Setting): Day {
  return length.unit === 'working days'
    ? calendar.addWorkingDays(day, length.amount, 'next-day')
    : shiftCalendarDays(day, length, 1);
}

function firstEnding(
  endings: readonly Ending[],
  ends: Ends,
  start: Occurrence,
  history: History,
  setting: Setting,
): SeriesEnd | null {
  let first = eventEnd(start, ends);
  for (let at = 0; at < endings.length; at++) {
    const ending = endings[at]!;
    if (ending.kind === 'event') continue;
    const end = otherEnd(ending, start, history, setting);
    if (end && (!first || compareMoments(end.last, first.last) < 0)) first = end;
  }
  return first;
}

/** The runs between starts and endings; unless each start has its own, one while a run lasts begins none. */
export function runsOf(
  triggers: readonly Occurrence[],
  { until, eachStart }: { until: readonly Ending[]; eachStart: boolean },
  history: History,
  setting: Setting,
): readonly Run[] {
  const ends = endsOf(eventsAmong(until), triggers, history, setting.names);
  let runs: Run[] | null = null;
  let last: (Run & { readonly ignored: Occurrence[] }) | null = null;
  for (let at = 0; at < triggers.length; at++) {
    const start = triggers[at]!;
    const running: boolean =
      last !== null && !eachStart && (last.end === null || compareMoments(start, last.end.last) < 0);
    if (running) {
      if (start.event === last!.start.event) last!.ignored.push(start);
      continue;
    }
    const end = firstEnding(until, ends, start, history, setting);
    last = { start, end, beginsAnew: ends.beginsAnew(start), ignored: [] };
    runs = append(runs, last);
  }
  return runs ?? NO_RUNS;
}

const NO_RUNS: readonly Run[] = [];

function happenedIn(
  happened: readonly Occurrence[],
  start: Occurrence,
  end: SeriesEnd | null,
): readonly Occurrence[] {
  if (happened.length === 0) return happened;
  return happened.filter(
    (one) => one !== start && compareMoments(one, start) >= 0 && (!end || compareMoments(one, end.last) <= 0),
  );
}

/** The clocks of a recurrence: one from each occurrence (and the start) to the next; the last one may be open. */
export function recurringClocks(
  recurrence: Recurrence,
  done: readonly string[],
  history: History,
  setting: Setting,
): readonly Clock[] {
  const triggers = triggersOf(recurrence.startLeaves, history, setting.names);
  if (triggers.length === 0) return NO_CLOCKS;
  const happened = occurrencesOf(history, done);
  const clocksOf = (run: Run): readonly Clock[] => {
    const life = { ...run, happened: happenedIn(happened, run.start, run.end) };
    return recurrence.countedFrom === 'start'
      ? fixedClocks(recurrence, life)
      : chainedClocks(recurrence, life, done, history, setting);
  };
  const runs = runsOf(triggers, recurrence, history, setting);
  return runs.length === 1 ? clocksOf(runs[0]!) : runs.flatMap(clocksOf);
}

function chainedClocks(
  recurrence: Recurrence,
  run: Life,
  done: readonly string[],
  history: History,
  setting: Setting,
): readonly Clock[] {
  let clocks: Clock[] | null = null;
  let phaseEnds: readonly (SeriesEnd | null)[] | null = null;
  let previous = run.start;
  for (let index = 0; index <= run.happened.length; index++) {
    const next = run.happened[index] ?? null;
    const leg = recurrence.legs[index];
    if (!leg) phaseEnds ??= endsOfPhases(recurrence, run, history, setting);
    const phase = phaseEnds ? phaseFor(recurrence, phaseEnds, previous, run.start, history, setting) : -1;
    if (!leg && phase === -1) break;
    clocks = append(clocks, {
      trigger: previous,
      start: run.start,
      timing: leg ? leg.timing : recurrence.phases[phase]!.timing,
      since: run.start,
      ageIndex: 0,
      done: next,
      ended: next ? null : endOf(run, phaseEnds && phase === phaseEnds.length - 1 ? phaseEnds[phase] : null),
      orphan: null,
      beginsAnew: index === 0 && run.beginsAnew,
      ignored: index === 0 && !isAmong(done, run.start.event) ? run.ignored : NO_OCCURRENCES,
      position: index + 1,
      multiple: 1,
      leg: leg ? index : recurrence.legs.length + phase,
    });
    if (!next) break;
    previous = next;
  }
  return clocks ?? NO_CLOCKS;
}

/** When an open clock has ended: with the series, or with its last phase if that is sooner. */
function endOf({ end }: Run, phaseEnd: SeriesEnd | null | undefined): Moment | null {
  if (!end || !phaseEnd) return (end ?? phaseEnd)?.over ?? null;
  return compareMoments(end.over, phaseEnd.over) <= 0 ? end.over : phaseEnd.over;
}

function endsOfPhases(
  recurrence: Recurrence,
  run: Run,
  history: History,
  setting: Setting,
): (SeriesEnd | null)[] {
  return recurrence.phases.map(({ until }) => {
    const ends = endsOf(eventsAmong(until), [run.start], history, setting.names);
    return firstEnding(until, ends, run.start, history, setting);
  });
}

/** The first phase whose rhythm, counted from the one before, still ends within it; -1 when all are over. */
function phaseFor(
  recurrence: Recurrence,
  ends: readonly (SeriesEnd | null)[],
  previous: Occurrence,
  start: Occurrence,
  history: History,
  setting: Setting,
): number {
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index];
    if (!end) return index;
    const bound = { history, trigger: previous, start, since: null, ageIndex: 0 };
    const due = coveredDate(recurrence.phases[index]!.timing.tiers.at(-1)!.at, setting, bound);
    if (due !== undefined && due.day <= end.last.day) return index;
  }
  return -1;
}

/** The date of an expression. What lies beyond the calendar is none here, and later than the end of any phase. */
function coveredDate(at: Expression, setting: Setting, bound: Bindings): Moment | undefined {
  try {
    return evaluate(at, setting, bound, null);
  } catch (error) {
    if (!(error instanceof TimescaleError)) throw error;
    return undefined;
  }
}

/** A rhythm counted from its start: the k-th occurrence is due k intervals after it, whenever the others were. */
function fixedClocks(recurrence: Recurrence, run: Life): Clock[] {
  const phase = recurrence.phases[0]!;
  return run.happened
    .map((_, index) => index + 1)
    .concat(run.happened.length + 1)
    .map((multiple) => ({
      trigger: run.start,
      start: run.start,
      timing: phase.timing,
      since: null,
      ageIndex: 0,
      done: run.happened[multiple - 1] ?? null,
      ended: run.happened[multiple - 1] ? null : (run.end?.over ?? null),
      orphan: null,
      beginsAnew: multiple === 1 && run.beginsAnew,
      ignored: NO_OCCURRENCES,
      position: multiple,
      multiple,
      leg: recurrence.legs.length,
    }));
}

/** The timing with every period taken so many times over: the k-th date from its anchor, never chained. */
export function multiplied(timing: Timing, multiple: number): Timing {
  if (multiple === 1) return timing;
  return {
    ...timing,
    tiers: timing.tiers.map(({ name, at }) => {
      const inner = at.kind === 'roll' ? at.of : at;
      if (inner.kind !== 'shift') return { name, at };
      const longer = { ...inner, by: { ...inner.by, amount: inner.by.amount * multiple } };
      return { name, at: at.kind === 'roll' ? { ...at, of: longer } : longer };
    }),
  };
}
