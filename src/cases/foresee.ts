import { type Assessed, assessClock } from '../deadlines/assess.js';
import type { Assessor } from '../deadlines/assessor.js';
import { TimescaleError } from '../failure.js';
import type { Day } from '../time/day.js';
import { compareMoments } from '../time/moment.js';
import type { ReadCase } from './make-case.js';

/** No series needs more dates than a daily one over a year; a longer horizon is cut there and said so nowhere else. */
const MOST = 400;

/**
 * The dates of a recurrence beyond its open clock, up to a horizon: each if the one before is done on its due date.
 * The k-th is k intervals from what last happened, never one interval from a date that was itself foreseen.
 */
export function foresee(open: Assessed, assessor: Assessor, read: ReadCase, horizon: Day): Assessed[] {
  const { rule, clock, limit } = open.dated;
  const { due } = rule;
  if (due?.form !== 'recurring' || clock.done || !limit || rule.leg !== null || open.applies === false)
    return [];
  const { legs, phases } = due.recurrence;
  if (clock.leg === null || clock.leg < legs.length) return [];
  const place = clock.leg - legs.length;
  // Where a phase ends, the next one's rhythm depends on what will have happened: nothing is foreseen beyond it.
  if (phases[place]!.until.length > 0 && place < phases.length - 1) return [];
  const asOf = assessor.asOf?.day ?? limit.day;
  const last = Math.min(horizon, assessor.setting.calendar.to);
  const found: Assessed[] = [];
  for (let multiple = clock.multiple + 1; found.length < MOST; multiple++) {
    const next = withinCoverage(() =>
      assessClock(rule, { ...clock, beginsAnew: false, ignored: [], multiple }, assessor, read),
    );
    if (!next?.dated.limit || next.dated.limit.day > last) break;
    if (clock.ended && compareMoments(next.dated.limit, clock.ended) >= 0) break;
    // What would have followed a date already missed is not foreseen but overdue with it.
    if (next.dated.limit.day > asOf) found.push(next);
  }
  return found;
}

function withinCoverage<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof TimescaleError && error.code === 'OUTSIDE_COVERAGE') return undefined;
    throw error;
  }
}
