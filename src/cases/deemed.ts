import { assess, unsaid } from '../deadlines/assess.js';
import type { Assessor } from '../deadlines/assessor.js';
import { type Occurrence, occurrenceAt } from '../deadlines/history.js';
import type { Day } from '../time/day.js';
import { compareMoments } from '../time/moment.js';
import type { Bound } from './bind.js';
import { makeCase, type ReadCase } from './make-case.js';

/**
 * The case with what its rules deem to have happened: where a rule says that something happens by itself once its
 * due date has passed undone ("transferred after two weeks"), it is dated the day after. What is deemed may let
 * other rules lapse, so it goes on until nothing is added. A clock that can't be worked out lets nothing lapse.
 */
export function withDeemedEvents(read: ReadCase, bound: Bound, assessor: Assessor): ReadCase {
  const { lapsing } = bound;
  const { asOf } = assessor;
  if (lapsing.length === 0 || !asOf) return read;
  let current = read;
  for (let round = 0; round < lapsing.length; round++) {
    const deemed: Occurrence[] = [];
    for (const row of lapsing) {
      const event = row['lapses-into']!;
      for (const { dated, applies } of assess(bound.versions(row.id), assessor, current, unsaid)) {
        const { clock, limit } = dated;
        if (clock.done || clock.ended || !limit || applies !== true || compareMoments(asOf, limit) <= 0)
          continue;
        const day = (limit.day + 1) as Day;
        if (current.of(event).some((one) => clock.trigger && one.day >= clock.trigger.day)) continue;
        deemed.push(occurrenceAt(event, { day, second: null }, true));
      }
    }
    if (deemed.length === 0) return current;
    current = makeCase(current.case, current.facts, [...current.events, ...deemed], bound.table.names);
  }
  return current;
}
