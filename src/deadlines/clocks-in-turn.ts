import type { Timing } from '../rules/expression.js';
import { compareMoments, type Moment } from '../time/moment.js';
import { type Clock, NO_CLOCKS } from './clock.js';
import type { Ends } from './ends.js';
import { NO_OCCURRENCES, type Occurrence } from './history.js';
import { belongsTo, isLinkedElsewhere } from './links.js';
import { clockOf, orphanOf, startedBy } from './one-clock.js';
import { append, isAmong } from './short-lists.js';

/**
 * One clock at a time: it starts at the first trigger after the one before ended, is stopped by the first
 * completion on or after its trigger that no earlier clock has taken, and is not restarted in between.
 */
export function clocksInTurn(
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

/** The place of the first trigger after a moment; behind the last one when there is none. */
function firstAfter(moment: Moment, triggers: readonly Occurrence[], from: number): number {
  let index = from;
  while (index < triggers.length && compareMoments(triggers[index]!, moment) <= 0) index += 1;
  return index;
}
