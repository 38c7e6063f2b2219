import type { Timing } from '../rules/expression.js';
import type { Names } from '../rules/table.js';
import { compareMoments } from '../time/moment.js';
import { ageClocks } from './age-clocks.js';
import { type Clock, NO_CLOCKS } from './clock.js';
import { clocksInTurn } from './clocks-in-turn.js';
import { clocksOfEach } from './clocks-of-each.js';
import { endsOf } from './ends.js';
import { type History, type Occurrence, occurrencesOf } from './history.js';
import { clockOf, NO_PARTS } from './one-clock.js';
import { isAmong } from './short-lists.js';
import { triggersOf } from './triggers.js';

/** Tells for which triggers a rule can be at all: where it certainly isn't, no completion is taken. */
export interface Suits {
  suits(trigger: Occurrence): boolean;
}

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
      // Completions are shared out over all of the event, wanted or not.
      const every = history.of(nth.event);
      const clocks = clocksOfEach(timing, every, completions, endsFor(every));
      return clocks.filter(({ trigger }) => isAmong(all, trigger!));
    }
    const ends = occurrencesOf(history, timing.until);
    return leaves.age
      ? ageClocks(timing, completions, ends, history, names)
      : factClock(timing, completions, ends);
  }
  const triggers = suitable(all, rule);
  const ends = endsFor(triggers);
  const clocks = timing.each
    ? clocksOfEach(timing, triggers, completions, ends)
    : clocksInTurn(timing, triggers, completions, ends);
  if (triggers.length === all.length) return clocks;
  const without = all.filter((trigger) => !triggers.includes(trigger));
  return [...clocks, ...without.map((trigger) => clockOf(timing, trigger))].sort((a, b) =>
    compareMoments(a.trigger!, b.trigger!),
  );
}

/** The triggers that suit a rule; as they are where all do. */
function suitable(all: readonly Occurrence[], rule: Suits): readonly Occurrence[] {
  for (let at = 0; at < all.length; at++)
    if (!rule.suits(all[at]!)) return all.filter((trigger) => rule.suits(trigger));
  return all;
}

/** A clock that a fact such as an expected delivery starts. */
function factClock(timing: Timing, completions: readonly Occurrence[], ends: readonly Occurrence[]): Clock[] {
  return [clockOf(timing, null, { ...NO_PARTS, done: completions[0] ?? null, ended: ends[0] ?? null })];
}
