import { assess, unsaid } from '../deadlines/assess.js';
import type { Assessor } from '../deadlines/assessor.js';
import { type Occurrence, occurrenceAt } from '../deadlines/history.js';
import type { Day } from '../time/day.js';
import { compareMoments, type Moment } from '../time/moment.js';
import type { Bound } from './bind.js';
import { knownAt, type ReadCase } from './case-history.js';
import { makeCase } from './make-case.js';

/**
 * The case as it is known at the moment asked for, with what its rules deem to have happened: where a rule says that
 * something happens by itself once its due date has passed undone ("transferred after two weeks"), it is dated the day
 * after. What is deemed may let other rules lapse, so it goes on until nothing is added. A clock that can't be worked
 * out lets nothing lapse.
 */
export function withDeemedEvents(read: ReadCase, bound: Bound, assessor: Assessor): ReadCase {
  const { lapsing, table } = bound;
  const { asOf } = assessor;
  if (!asOf) return read;
  let current = knownAt(asOf, read, table.names);
  if (lapsing.length === 0) return current;
  const hasHappened = (one: Moment | null): boolean => one !== null && compareMoments(one, asOf) <= 0;
  for (let round = 0; round < lapsing.length; round++) {
    const deemed: Occurrence[] = [];
    for (const row of lapsing) {
      const event = row['lapses-into']!;
      for (const { dated, applies } of assess(bound.versions(row.id), assessor, current, unsaid)) {
        const { clock, limit } = dated;
        if (!limit || applies !== true || compareMoments(asOf, limit) <= 0 || hasHappened(clock.done))
          continue;
        // What had lapsed before the end stays so, as what was due before it stays due.
        if (clock.ended && compareMoments(clock.ended, limit) <= 0) continue;
        const { trigger } = clock;
        if (current.of(event).some((one) => trigger && one.day >= trigger.day && hasHappened(one))) continue;
        const day = (limit.day + 1) as Day;
        deemed.push(occurrenceAt(event, { day, second: null }, true));
      }
    }
    if (deemed.length === 0) return current;
    const events = [...current.events, ...deemed];
    current = knownAt(asOf, makeCase(current.case, current.facts, events, table.names), table.names);
  }
  return current;
}
