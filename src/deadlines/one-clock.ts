import type { Timing } from '../rules/expression.js';
import { compareMoments, type Moment } from '../time/moment.js';
import type { Clock } from './clock.js';
import type { Ends } from './ends.js';
import type { Occurrence } from './history.js';

/** A clock outside series. */
export function clockOf(
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
export const startedBy = (trigger: Occurrence, clock: Clock, ends: Ends): Clock =>
  ends.beginsAnew(trigger) ? { ...clock, beginsAnew: true } : clock;

/** The last completion before a trigger, unless it was done for what ended in between. */
export function orphanOf(
  trigger: Occurrence,
  completions: readonly Occurrence[],
  ends: Ends,
): Occurrence | null {
  for (let index = completions.length - 1; index >= 0; index--) {
    const one = completions[index]!;
    if (compareMoments(one, trigger) < 0) return ends.partFrom(one, trigger) ? null : one;
  }
  return null;
}
