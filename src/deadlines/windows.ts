import { compareMoments } from '../time/moment.js';
import type { Clock } from './clock.js';
import type { DatedClock } from './dated.js';
import { type History, occurrencesOf } from './history.js';

/**
 * Where a rule opens a window, what was done before it does not hide what was done in it: such a clock takes the
 * first completion from the opening on that no other of all clocks has, also of those that can't be dated, and keeps
 * the early one only if there is none.
 */
export function withinWindows(
  clocks: DatedClock[],
  all: readonly Clock[],
  done: readonly string[],
  history: History,
): DatedClock[] {
  const isEarly = ({ opens, clock }: DatedClock) =>
    opens && clock.done && compareMoments(clock.done, opens) < 0;
  if (!clocks.some(isEarly)) return clocks;
  const taken = new Set(all.map((clock) => clock.done));
  return clocks.map((dated) => {
    if (!isEarly(dated)) return dated;
    const { clock } = dated;
    const later = occurrencesOf(history, done).find(
      (one) =>
        !taken.has(one) &&
        compareMoments(one, dated.opens!) >= 0 &&
        !(clock.ended && compareMoments(one, clock.ended) > 0),
    );
    if (!later) return dated;
    taken.add(later);
    return { ...dated, clock: { ...clock, done: later } };
  });
}
