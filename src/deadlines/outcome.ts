import type { DayCalendar } from '../calendar/day-calendar.js';
import { compareMoments, type Moment } from '../time/moment.js';
import type { DatedClock } from './dated.js';

/** How a deadline stands on a day. */
export type OutcomeName =
  | 'not-started'
  | 'not-applicable'
  | 'unknown'
  | 'upcoming'
  | 'due-soon'
  | 'due-today'
  | 'overdue'
  | 'met'
  | 'met-late'
  | 'too-early'
  | 'ended'
  | 'disordered';

export interface Outcome {
  readonly outcome: OutcomeName;
  /** Days until the due date when it is open, and 0 on it; null when it is done or late. */
  readonly daysLeft: number | null;
  readonly workingDaysLeft: number | null;
  /** Days after the due date, of the completion or of the day asked for; null when it is not late. */
  readonly daysLate: number | null;
  readonly workingDaysLate: number | null;
}

/** An outcome without days: nothing is open or late. */
export const plain = (outcome: OutcomeName): Outcome => ({
  outcome,
  daysLeft: null,
  workingDaysLeft: null,
  daysLate: null,
  workingDaysLate: null,
});

function late(outcome: OutcomeName, due: Moment, at: Moment, calendar: DayCalendar): Outcome {
  const workingDaysLate = calendar.workingDaysAfter(due.day, at.day);
  return { outcome, daysLeft: null, workingDaysLeft: null, daysLate: at.day - due.day, workingDaysLate };
}

function open(due: Moment, asOf: Moment, calendar: DayCalendar, dueSoonWorkingDays: number): Outcome {
  const workingDaysLeft = calendar.workingDaysAfter(asOf.day, due.day);
  const soon = workingDaysLeft <= dueSoonWorkingDays ? 'due-soon' : 'upcoming';
  const outcome = asOf.day === due.day ? 'due-today' : soon;
  return { outcome, daysLeft: due.day - asOf.day, workingDaysLeft, daysLate: null, workingDaysLate: null };
}

/** Working days before the due date from which a deadline is due soon. */
export const DUE_SOON_WORKING_DAYS = 5;

/**
 * How a dated clock stands at `asOf`. What is dated after `asOf` has not happened yet. With a time on both sides
 * the time decides; otherwise the whole day of the due date is in time.
 */
export function outcomeOf(
  dated: DatedClock,
  asOf: Moment,
  dueSoonWorkingDays: number = DUE_SOON_WORKING_DAYS,
): Outcome {
  const { clock, limit, opens, setting, missing } = dated;
  const { calendar } = setting;
  const done = clock.done && compareMoments(clock.done, asOf) <= 0 ? clock.done : null;
  if (clock.trigger && compareMoments(clock.trigger, asOf) > 0 && clock.timing.direction === 'after' && !done)
    return plain('not-started');
  if (done) {
    if (opens && compareMoments(done, opens) < 0) return plain('too-early');
    if (!limit) return plain(missing.length > 0 ? 'unknown' : 'met');
    return compareMoments(done, limit) > 0 ? late('met-late', limit, done, calendar) : plain('met');
  }
  if (clock.orphan) return plain('disordered');
  if (
    clock.ended &&
    compareMoments(clock.ended, asOf) <= 0 &&
    (!limit || compareMoments(clock.ended, limit) <= 0)
  )
    return plain('ended');
  if (missing.length > 0 && !limit) return plain('unknown');
  if (!limit) return plain('upcoming');
  // What was due before the end stays due: an end after the due date does not wipe it out.
  if (compareMoments(asOf, limit) > 0) return late('overdue', limit, asOf, calendar);
  return open(limit, asOf, calendar, dueSoonWorkingDays);
}
