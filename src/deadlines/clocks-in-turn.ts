import type { Timing } from '../rules/expression.js';
import { compareMoments, type Moment } from '../time/moment.js';
import { type Clock, NO_CLOCKS } from './clock.js';
import type { Ends } from './ends.js';
import { NO_OCCURRENCES, type Occurrence } from './history.js';
import { belongsTo, isLinkedElsewhere } from './links.js';
import { type ClockParts, clockOf, orphanOf } from './one-clock.js';
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
    const own: Occurrence | null = completionOf(trigger, triggers, completions, taken, ends, end);
    if (own) taken = append(taken, own);
    const isEarly: boolean = own !== null && compareMoments(own, trigger) < 0;
    const done: Occurrence | null = isEarly ? null : own;
    const stray: Occurrence | null = own || clocks !== null ? null : orphanOf(trigger, completions, ends);
    const orphan = isEarly ? own : stray;
    const stopped: Moment | null = done ?? end;
    const next = stopped ? firstAfter(stopped, triggers, at + 1, ends) : triggers.length;
    const ignored =
      next === at + 1 ? NO_OCCURRENCES : triggers.slice(at + 1, next).filter((later) => later !== done);
    const beginsAnew = ends.beginsAnew(trigger);
    const parts: ClockParts = {
      since: endOfLast,
      ageIndex: 0,
      done,
      ended: end,
      orphan,
      beginsAnew,
      ignored,
    };
    clocks = append(clocks, clockOf(timing, trigger, parts));
    endOfLast = stopped;
    at = next;
  }
  return clocks ?? NO_CLOCKS;
}

/** The completion that names the trigger, whenever it is; else the first free one on or after it and before its end. */
function completionOf(
  trigger: Occurrence,
  triggers: readonly Occurrence[],
  completions: readonly Occurrence[],
  taken: readonly Occurrence[] | null,
  ends: Ends,
  end: Moment | null,
): Occurrence | null {
  let following: Occurrence | null = null;
  for (let at = 0; at < completions.length; at++) {
    const one = completions[at]!;
    if (one === trigger || (taken !== null && isAmong(taken, one))) continue;
    if (belongsTo(one, trigger)) return one;
    if (!following && ends.isSince(trigger, one) && !isLinkedElsewhere(one, trigger, triggers))
      following = one;
  }
  return following && !(end && compareMoments(following, end) > 0) ? following : null;
}

/** The place of the first trigger after a clock was stopped, or that begins anew then; else behind the last one. */
function firstAfter(stopped: Moment, triggers: readonly Occurrence[], from: number, ends: Ends): number {
  for (let index = from; index < triggers.length; index++) {
    const order = compareMoments(triggers[index]!, stopped);
    if (order > 0 || (order === 0 && ends.beginsAnew(triggers[index]!))) return index;
  }
  return triggers.length;
}
