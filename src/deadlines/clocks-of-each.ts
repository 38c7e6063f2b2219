import type { Timing } from '../rules/expression.js';
import { compareMoments } from '../time/moment.js';
import type { Clock } from './clock.js';
import type { Ends } from './ends.js';
import type { Occurrence } from './history.js';
import { belongsTo, isLinkedElsewhere } from './links.js';
import { clockOf, NO_PARTS, orphanOf } from './one-clock.js';

/** One clock for each trigger; which completion it takes depends on the direction. */
export function clocksOfEach(
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
    const linked = completions.find((one) => !taken.has(one) && belongsTo(one, trigger));
    const free = completions.filter(
      (one) =>
        !taken.has(one) &&
        one !== trigger &&
        !isLinkedElsewhere(one, trigger, triggers) &&
        !(end && compareMoments(one, end) > 0),
    );
    const own = linked ?? COMPLETES[timing.direction](trigger, before, after, free, ends) ?? null;
    if (own) taken.add(own);
    const isAfter = timing.direction === 'after';
    const isEarly = isAfter && own !== null && compareMoments(own, trigger) < 0;
    const done = isEarly ? null : own;
    const stray = own || index > 0 || !isAfter ? null : orphanOf(trigger, free, ends);
    const orphan = isEarly ? own : stray;
    const beginsAnew = ends.beginsAnew(trigger);
    return clockOf(timing, trigger, {
      ...NO_PARTS,
      since: before ?? null,
      done,
      ended: end,
      orphan,
      beginsAnew,
    });
  });
}

type Completes = (
  trigger: Occurrence,
  before: Occurrence | undefined,
  after: Occurrence | undefined,
  free: readonly Occurrence[],
  ends: Ends,
) => Occurrence | undefined;

const COMPLETES: Readonly<Record<Timing['direction'], Completes>> = {
  after: (trigger, _before, _after, free, ends) => free.find((one) => ends.isSince(trigger, one)),
  /** Ahead of the event it leads up to and after the one before that; or else behind it, late, and before the middle. */
  lead: (trigger, before, after, free) => {
    const ahead = free.find(
      (one) => compareMoments(one, trigger) <= 0 && (!before || compareMoments(one, before) > 0),
    );
    if (ahead) return ahead;
    const behind = free.find((one) => compareMoments(one, trigger) > 0);
    return behind && after && behind.day - trigger.day >= after.day - behind.day ? undefined : behind;
  },
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
