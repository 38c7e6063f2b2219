import type { Timing } from '../rules/expression.js';
import { compareMoments } from '../time/moment.js';
import type { Clock } from './clock.js';
import type { Ends } from './ends.js';
import { NO_OCCURRENCES, type Occurrence } from './history.js';

/** What a clock outside series may have; it has nothing of what is not said. */
export type ClockParts = Partial<
  Pick<Clock, 'since' | 'ageIndex' | 'done' | 'ended' | 'orphan' | 'beginsAnew' | 'ignored'>
>;

/** A clock outside series. */
export const clockOf = (timing: Timing, trigger: Occurrence | null, parts: ClockParts = {}): Clock => ({
  trigger,
  start: trigger,
  timing,
  since: parts.since ?? null,
  ageIndex: parts.ageIndex ?? 0,
  done: parts.done ?? null,
  ended: parts.ended ?? null,
  orphan: parts.orphan ?? null,
  beginsAnew: parts.beginsAnew ?? false,
  ignored: parts.ignored ?? NO_OCCURRENCES,
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
