import type { Timing } from '../rules/expression.js';
import { compareMoments } from '../time/moment.js';
import type { Clock } from './clock.js';
import type { Ends } from './ends.js';
import { NO_OCCURRENCES, type Occurrence } from './history.js';

/** What a clock outside series has beside its trigger. */
export type ClockParts = Pick<
  Clock,
  'since' | 'ageIndex' | 'done' | 'ended' | 'orphan' | 'beginsAnew' | 'ignored'
>;

export const NO_PARTS: ClockParts = {
  since: null,
  ageIndex: 0,
  done: null,
  ended: null,
  orphan: null,
  beginsAnew: false,
  ignored: NO_OCCURRENCES,
};

/** A clock outside series. */
export const clockOf = (timing: Timing, trigger: Occurrence | null, parts: ClockParts = NO_PARTS): Clock => ({
  trigger,
  start: trigger,
  timing,
  since: parts.since,
  ageIndex: parts.ageIndex,
  done: parts.done,
  ended: parts.ended,
  orphan: parts.orphan,
  beginsAnew: parts.beginsAnew,
  ignored: parts.ignored,
  position: 1,
  multiple: 1,
  leg: null,
});

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
