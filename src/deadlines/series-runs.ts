import type { Ending } from '../rules/expression.js';
import { shiftCalendarDays } from '../time/add-period.js';
import type { Day } from '../time/day.js';
import { compareMoments, type Moment } from '../time/moment.js';
import { type Ends, endsOf } from './ends.js';
import { evaluate } from './evaluate.js';
import type { History, Occurrence } from './history.js';
import type { Setting } from './setting.js';
import { append } from './short-lists.js';

/** When a series is over: the last moment still in it, and the first at which an open clock has ended. */
export interface SeriesEnd {
  readonly last: Moment;
  readonly over: Moment;
}

/** From a start, if there is one, to the first thing that ends it. */
export interface Lasting {
  readonly start: Occurrence | null;
  readonly end: SeriesEnd | null;
  /** The moment up to which everything is of what was before; null where nothing was. */
  readonly after: Moment | null;
  /** What ended on the day it started is what was before it. */
  readonly beginsAnew: boolean;
}

export interface Run extends Lasting {
  readonly start: Occurrence;
  /** Later starts that did not begin it anew. */
  readonly ignored: readonly Occurrence[];
}

/** Whether something else than the start happened in it. */
export const happenedIn = ({ start, end, after }: Lasting, one: Occurrence): boolean =>
  one !== start &&
  !(start && compareMoments(one, start) < 0) &&
  !(after && compareMoments(one, after) <= 0) &&
  !(end && compareMoments(one, end.last) > 0);

/** The events among what ends a series. */
function eventsAmong(endings: readonly Ending[]): readonly string[] {
  let events: string[] | null = null;
  for (let at = 0; at < endings.length; at++) {
    const ending = endings[at]!;
    if (ending.kind === 'event') events = append(events, ending.event);
  }
  return events ?? NO_EVENTS;
}

const NO_EVENTS: readonly string[] = [];

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

/** The first of what ends a phase of a series that began with a start; no event that is still to come. */
export const phaseEnd = (
  endings: readonly Ending[],
  start: Occurrence,
  history: History,
  setting: Setting,
): SeriesEnd | null =>
  endings.length === 0
    ? null
    : firstEnding(
        endings,
        endsOf(eventsAmong(endings), [start], history, setting.names),
        start,
        history,
        setting,
        history.asOf,
      );

function firstEnding(
  endings: readonly Ending[],
  ends: Ends,
  start: Occurrence,
  history: History,
  setting: Setting,
  known: Moment | null,
): SeriesEnd | null {
  const hasCome = (end: Moment): boolean => known === null || compareMoments(end, known) <= 0;
  const event = ends.of(start);
  let first: SeriesEnd | null = event && hasCome(event) ? { last: event, over: event } : null;
  for (let at = 0; at < endings.length; at++) {
    const ending = endings[at]!;
    if (ending.kind === 'event') continue;
    const end = otherEnd(ending, start, history, setting);
    if (end && ending.kind === 'day' && ending.at.kind === 'nth' && !hasCome(end.last)) continue;
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
    const end = firstEnding(until, ends, start, history, setting, null);
    const beginsAnew = ends.beginsAnew(start);
    const before: Moment | null = eachStart
      ? beginsAnew
        ? start
        : null
      : ((last as Run | null)?.end?.last ?? null);
    last = { start, end, after: before, beginsAnew, ignored: [] };
    runs = append(runs, last);
  }
  return runs ?? NO_RUNS;
}

const NO_RUNS: readonly Run[] = [];
