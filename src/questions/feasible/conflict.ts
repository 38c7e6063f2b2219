import type { Day } from '../../time/day.js';
import type { Versions } from './around.js';
import { type Reckoning, scheduleFor, type Trial } from './schedule.js';

/** Sets up to this size are tried all, so that what is found is the smallest; beyond, one that can't be made smaller. */
const LARGEST_TRIED = 3;

/** The smallest set of rules that no day satisfies together. Expects that all of them together have none. */
export function smallestConflict(
  rules: readonly Versions[],
  days: readonly Day[],
  reckoning: Reckoning,
  trial: Trial,
): readonly Versions[] {
  const impossible = (some: readonly Versions[]) =>
    days.every((day) => scheduleFor(day, some, reckoning, trial).broken.length > 0);
  for (let size = 1; size <= Math.min(LARGEST_TRIED, rules.length); size++) {
    for (const some of subsets(rules, size)) if (impossible(some)) return some;
  }
  return rules.reduce<readonly Versions[]>((left, one) => {
    const without = left.filter((other) => other !== one);
    return impossible(without) ? without : left;
  }, rules);
}

function* subsets<T>(all: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= all.length - size; index++) {
    for (const rest of subsets(all, size - 1, index + 1)) yield [all[index]!, ...rest];
  }
}
