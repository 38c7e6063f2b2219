import type { Timing } from '../rules/expression.js';
import type { Moment } from '../time/moment.js';
import type { Occurrence } from './history.js';

/** One running of a rule: what started it, and what, if anything, completes or ends it. */
export interface Clock {
  /** What started it; null where a birthday or another fact does. */
  readonly trigger: Occurrence | null;
  /** What the whole series started with; the trigger itself outside series. */
  readonly start: Occurrence | null;
  readonly timing: Timing;
  /** Only occurrences from here on belong to it. */
  readonly since: Moment | null;
  readonly ageIndex: number;
  readonly done: Occurrence | null;
  /** The event or day that ends it, whether or not it was done by then. */
  readonly ended: Moment | null;
  /** A completion that nothing explains but this clock, dated before its trigger. */
  readonly orphan: Occurrence | null;
  /** What ended on the day it started is what was before it. */
  readonly beginsAnew: boolean;
  /** Later triggers that did not restart it. */
  readonly ignored: readonly Occurrence[];
  /** Its place in the series, from 1; 1 outside series. */
  readonly position: number;
  /** 1 for the first interval after what happened; more for those foreseen beyond it. */
  readonly multiple: number;
  /** The recurrence leg it is in; null outside recurrences. */
  readonly leg: number | null;
}

export const NO_CLOCKS: readonly Clock[] = [];
