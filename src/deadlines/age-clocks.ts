import type { Timing } from '../rules/expression.js';
import type { Names } from '../rules/table.js';
import { dayOfAge } from '../time/add-period.js';
import { parseDay } from '../time/day.js';
import type { Clock } from './clock.js';
import { clocksOfEach } from './clocks-of-each.js';
import { Ends, endOfAge } from './ends.js';
import { type History, NO_OCCURRENCES, type Occurrence, occurrenceAt } from './history.js';
import { clockOf, NO_PARTS } from './one-clock.js';

/** A clock for each age: completions of several are shared out by their nearness to the birthdays. */
export function ageClocks(
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
      clockOf(timing, null, { ...NO_PARTS, ageIndex: index, done: completions[index] ?? null }),
    );
  }
  const birthdays = ages.map((age) =>
    occurrenceAt('date-of-birth', { day: dayOfAge(parseDay(birth), age), second: null }),
  );
  const clocks =
    birthdays.length === 1
      ? [clockOf(timing, null, { ...NO_PARTS, done: completions[0] ?? null })]
      : clocksOfEach(timing, birthdays, completions, new Ends(ends, NO_OCCURRENCES));
  return clocks.map((clock, ageIndex) => ({
    ...clock,
    trigger: null,
    start: null,
    ended: endOfAge(birthdays[ageIndex]!.day, ends, history, names),
    ageIndex,
  }));
}
