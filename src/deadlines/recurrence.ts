import { TimescaleError } from '../failure.js';
import type { Expression, Recurrence, Timing } from '../rules/expression.js';
import { compareMoments, type Moment } from '../time/moment.js';
import { type Clock, NO_CLOCKS } from './clock.js';
import { type Bindings, evaluate } from './evaluate.js';
import { type History, NO_OCCURRENCES, type Occurrence, occurrencesOf } from './history.js';
import { happenedIn, phaseEnd, type Run, runsOf, type SeriesEnd } from './series-runs.js';
import type { Setting } from './setting.js';
import { append, isAmong } from './short-lists.js';
import { triggersOf } from './triggers.js';

/** The clocks of a recurrence: one from each occurrence (and the start) to the next; the last one may be open. */
export function recurringClocks(
  recurrence: Recurrence,
  done: readonly string[],
  history: History,
  setting: Setting,
): readonly Clock[] {
  const triggers = triggersOf(recurrence.startLeaves, history, setting.names);
  if (triggers.length === 0) return NO_CLOCKS;
  const completions = occurrencesOf(history, done);
  const clocksOf = (run: Run): readonly Clock[] => {
    const happened =
      completions.length === 0 ? completions : completions.filter((one) => happenedIn(run, one));
    return recurrence.countedFrom === 'start'
      ? fixedClocks(recurrence, run, happened)
      : chainedClocks(recurrence, run, happened, done, history, setting);
  };
  const runs = runsOf(triggers, recurrence, history, setting);
  return runs.length === 1 ? clocksOf(runs[0]!) : runs.flatMap(clocksOf);
}

function chainedClocks(
  recurrence: Recurrence,
  run: Run,
  happened: readonly Occurrence[],
  done: readonly string[],
  history: History,
  setting: Setting,
): readonly Clock[] {
  let clocks: Clock[] | null = null;
  let phaseEnds: readonly (SeriesEnd | null)[] | null = null;
  let previous = run.start;
  for (let index = 0; index <= happened.length; index++) {
    const next = happened[index] ?? null;
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
      ended: endOf(run, phaseEnds && phase === phaseEnds.length - 1 ? phaseEnds[phase] : null),
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

/** When a clock ends: with the series, or with its last phase if that is sooner. */
function endOf({ end }: Run, ofPhase: SeriesEnd | null | undefined): Moment | null {
  if (!end || !ofPhase) return (end ?? ofPhase)?.over ?? null;
  return compareMoments(end.over, ofPhase.over) <= 0 ? end.over : ofPhase.over;
}

function endsOfPhases(
  recurrence: Recurrence,
  run: Run,
  history: History,
  setting: Setting,
): (SeriesEnd | null)[] {
  return recurrence.phases.map(({ until }) => phaseEnd(until, run.start, history, setting));
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
function fixedClocks(recurrence: Recurrence, run: Run, happened: readonly Occurrence[]): Clock[] {
  const phase = recurrence.phases[0]!;
  return happened
    .map((_, index) => index + 1)
    .concat(happened.length + 1)
    .map((multiple) => ({
      trigger: run.start,
      start: run.start,
      timing: phase.timing,
      since: null,
      ageIndex: 0,
      done: happened[multiple - 1] ?? null,
      ended: run.end?.over ?? null,
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
