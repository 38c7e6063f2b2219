import type { Timing } from '../rules/expression.js';
import type { Names } from '../rules/table.js';
import { dayOfAge } from '../time/add-period.js';
import { parseDay } from '../time/day.js';
import { compareMoments, type Moment } from '../time/moment.js';
import { type Clock, NO_CLOCKS } from './clock.js';
import { Ends, endOfAge, endsOf } from './ends.js';
import { type History, NO_OCCURRENCES, type Occurrence, occurrenceAt, occurrencesOf } from './history.js';
import { append, isAmong } from './short-lists.js';
import { triggersOf } from './triggers.js';

/** Tells for which triggers a rule can be at all: where it certainly isn't, no completion is taken. */
export interface Suits {
  suits(trigger: Occurrence): boolean;
}

function clockOf(
  timing: Timing,
  trigger: Occurrence | null,
  since: Moment | null,
  done: Occurrence | null,
  ended: Occurrence | null,
  orphan: Occurrence | null,
  ignored: readonly Occurrence[],
  ageIndex: number,
): Clock {
  return {
    trigger,
    start: trigger,
    timing,
    since,
    ageIndex,
    done,
    ended,
    orphan,
    beginsAnew: false,
    ignored,
    position: 1,
    multiple: 1,
    leg: null,
  };
}

/** A clock as what started it has it: most begin with nothing else on their day. */
const startedBy = (trigger: Occurrence, clock: Clock, ends: Ends): Clock =>
  ends.beginsAnew(trigger) ? { ...clock, beginsAnew: true } : clock;

/** All clocks of a timing that is not a recurrence, earliest trigger first. */
export function singleClocks(
  timing: Timing,
  done: readonly string[],
  history: History,
  rule: Suits,
  names: Names,
): readonly Clock[] {
  const { leaves } = timing;
  const all = triggersOf(leaves, history, names);
  if (leaves.events.length > 0 && all.length === 0) return NO_CLOCKS;
  const completions = occurrencesOf(history, done);
  const endsFor = (starts: readonly Occurrence[]) => endsOf(timing.until, starts, history, names);
  if (leaves.events.length === 0) {
    const nth = leaves.nth[0];
    if (nth) {
      const every = history.of(nth.event);
      return nthClocks(timing, every, all, completions, endsFor(every));
    }
    const ends = occurrencesOf(history, timing.until);
    return leaves.age
      ? ageClocks(timing, completions, ends, history, names)
      : factClock(timing, completions, ends);
  }
  const triggers = suitable(all, rule);
  const ends = endsFor(triggers);
  const clocks = timing.each
    ? pairEach(timing, triggers, completions, ends)
    : sequence(timing, triggers, completions, ends);
  if (triggers.length === all.length) return clocks;
  const without = all.filter((trigger) => !triggers.includes(trigger));
  return [
    ...clocks,
    ...without.map((trigger) => clockOf(timing, trigger, null, null, null, null, NO_OCCURRENCES, 0)),
  ].sort((a, b) => compareMoments(a.trigger!, b.trigger!));
}

/** The triggers that suit a rule; as they are where all do. */
function suitable(all: readonly Occurrence[], rule: Suits): readonly Occurrence[] {
  for (let at = 0; at < all.length; at++)
    if (!rule.suits(all[at]!)) return all.filter((trigger) => rule.suits(trigger));
  return all;
}

const belongsTo = (completion: Occurrence, trigger: Occurrence) =>
  completion.for !== null && (completion.for === trigger.id || completion.for === trigger.event);

const isLinkedElsewhere = (completion: Occurrence, trigger: Occurrence, triggers: readonly Occurrence[]) =>
  completion.for !== null &&
  !belongsTo(completion, trigger) &&
  triggers.some((other) => belongsTo(completion, other));

/**
 * One clock at a time: it starts at the first trigger after the one before ended, is stopped by the first
 * completion on or after its trigger that no earlier clock has taken, and is not restarted in between.
 */
function sequence(
  timing: Timing,
  triggers: readonly Occurrence[],
  completions: readonly Occurrence[],
  ends: Ends,
): readonly Clock[] {
  let clocks: Clock[] | null = null;
  let taken: Occurrence[] | null = null;
  let at = 0;
  let endOfLast: Moment | null = null;
  while (at < triggers.length) {
    const trigger = triggers[at]!;
    const end = ends.of(trigger);
    const last = end && ends.lastOf(end);
    const done = completionOf(trigger, triggers, completions, taken, last);
    if (done) taken = append(taken, done);
    const orphan: Occurrence | null = done || clocks !== null ? null : orphanOf(trigger, completions, ends);
    const stopped: Moment | null = done ?? last;
    const next = stopped ? firstAfter(stopped, triggers, at + 1) : triggers.length;
    const ignored =
      next === at + 1 ? NO_OCCURRENCES : triggers.slice(at + 1, next).filter((later) => later !== done);
    const clock = clockOf(timing, trigger, endOfLast, done, done ? null : end, orphan, ignored, 0);
    clocks = append(clocks, startedBy(trigger, clock, ends));
    endOfLast = stopped;
    at = next;
  }
  return clocks ?? NO_CLOCKS;
}

/** The completion that names the trigger; else the first free one from it to its last moment. */
function completionOf(
  trigger: Occurrence,
  triggers: readonly Occurrence[],
  completions: readonly Occurrence[],
  taken: readonly Occurrence[] | null,
  last: Moment | null,
): Occurrence | null {
  let following: Occurrence | null = null;
  for (let at = 0; at < completions.length; at++) {
    const one = completions[at]!;
    if (one === trigger || (taken !== null && isAmong(taken, one))) continue;
    if (belongsTo(one, trigger)) return one;
    if (!following && compareMoments(one, trigger) >= 0 && !isLinkedElsewhere(one, trigger, triggers))
      following = one;
  }
  return following && !(last && compareMoments(following, last) > 0) ? following : null;
}

/** The last completion before a trigger, unless it was done for what ended in between. */
function orphanOf(trigger: Occurrence, completions: readonly Occurrence[], ends: Ends): Occurrence | null {
  for (let index = completions.length - 1; index >= 0; index--) {
    const one = completions[index]!;
    if (compareMoments(one, trigger) < 0) return ends.partFrom(one, trigger) ? null : one;
  }
  return null;
}

/** The place of the first trigger after a moment; behind the last one when there is none. */
function firstAfter(moment: Moment, triggers: readonly Occurrence[], from: number): number {
  let index = from;
  while (index < triggers.length && compareMoments(triggers[index]!, moment) <= 0) index += 1;
  return index;
}

/** One clock for each trigger; which completion it takes depends on the direction. */
function pairEach(
  timing: Timing,
  triggers: readonly Occurrence[],
  completions: readonly Occurrence[],
  ends: Ends,
): Clock[] {
  const taken = new Set<Occurrence>();
  return triggers.map((trigger, index) => {
    const before = triggers[index - 1];
    const after = triggers[index + 1];
    const end = ends.of(trigger);
    const last = end && ends.lastOf(end);
    const linked = completions.find((one) => !taken.has(one) && belongsTo(one, trigger));
    const free = completions.filter(
      (one) =>
        !taken.has(one) &&
        one !== trigger &&
        !isLinkedElsewhere(one, trigger, triggers) &&
        !(last && compareMoments(one, last) > 0),
    );
    const done = linked ?? COMPLETES[timing.direction](trigger, before, after, free) ?? null;
    if (done) taken.add(done);
    const orphan = done || index > 0 || timing.direction !== 'after' ? null : orphanOf(trigger, free, ends);
    const ended = done ? null : end;
    const clock = clockOf(timing, trigger, before ?? null, done, ended, orphan, NO_OCCURRENCES, 0);
    return startedBy(trigger, clock, ends);
  });
}

type Completes = (
  trigger: Occurrence,
  before: Occurrence | undefined,
  after: Occurrence | undefined,
  free: readonly Occurrence[],
) => Occurrence | undefined;

const COMPLETES: Readonly<Record<Timing['direction'], Completes>> = {
  after: (trigger, _before, _after, free) => free.find((one) => compareMoments(one, trigger) >= 0),
  /** Ahead of the event it leads up to and after the one before that; behind the last one, late. */
  lead: (trigger, before, after, free) =>
    free.find((one) => compareMoments(one, trigger) <= 0 && (!before || compareMoments(one, before) > 0)) ??
    (after ? undefined : free.find((one) => compareMoments(one, trigger) > 0)),
  /** The one nearest to the event, between its neighbours; ahead of it rather than behind, if equally near. */
  at: (trigger, before, after, free) => {
    const between = free.filter(
      (one) =>
        (!before || compareMoments(one, before) > 0) &&
        (!after || one.day === trigger.day || compareMoments(one, after) < 0),
    );
    return between.reduce<Occurrence | undefined>(
      (best, one) =>
        best && Math.abs(best.day - trigger.day) <= Math.abs(one.day - trigger.day) ? best : one,
      undefined,
    );
  },
};

/** The clocks of the n-th of an event: completions are shared out over all of the event first. */
function nthClocks(
  timing: Timing,
  all: readonly Occurrence[],
  wanted: readonly Occurrence[],
  completions: readonly Occurrence[],
  ends: Ends,
): Clock[] {
  return pairEach(timing, all, completions, ends).filter(({ trigger }) => isAmong(wanted, trigger!));
}

/** A clock for each age: completions of several are shared out by their nearness to the birthdays. */
function ageClocks(
  timing: Timing,
  completions: readonly Occurrence[],
  ends: readonly Occurrence[],
  history: History,
  names: Names,
): Clock[] {
  const birth = history.facts['date-of-birth'];
  const { ages } = timing.leaves.age!;
  if (typeof birth !== 'string') {
    return ages.map((_, index) =>
      clockOf(timing, null, null, completions[index] ?? null, ends[0] ?? null, null, NO_OCCURRENCES, index),
    );
  }
  const birthdays = ages.map((age) =>
    occurrenceAt('date-of-birth', { day: dayOfAge(parseDay(birth), age), second: null }),
  );
  const clocks =
    birthdays.length === 1
      ? [clockOf(timing, null, null, completions[0] ?? null, null, null, NO_OCCURRENCES, 0)]
      : pairEach(timing, birthdays, completions, new Ends(ends, NO_OCCURRENCES));
  return clocks.map((clock, ageIndex) => ({
    ...clock,
    trigger: null,
    start: null,
    ended: endOfAge(birthdays[ageIndex]!.day, ends, history, names),
    ageIndex,
  }));
}

/** A clock that a fact such as an expected delivery starts. */
function factClock(timing: Timing, completions: readonly Occurrence[], ends: readonly Occurrence[]): Clock[] {
  return [
    clockOf(
      timing,
      null,
      null,
      completions[0] ?? null,
      completions[0] ? null : (ends[0] ?? null),
      null,
      NO_OCCURRENCES,
      0,
    ),
  ];
}
