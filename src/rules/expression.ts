import type { Period } from '../time/period.js';

/**
 * The one expression into which every timing compiles. What a rule means stands here and nowhere else: the due
 * date, the explanation, the English sentence and every other reader only read it.
 */
export type Expression =
  /** An occurrence of any of the events; of a stand-in where none of them was recorded. */
  | { readonly kind: 'event'; readonly events: readonly string[]; readonly standIns: readonly string[] }
  /** The occurrence from which a recurrence counts its next one. */
  | { readonly kind: 'previous' }
  /** The n-th of an event in all that is recorded, or in the spell in which the clock started. */
  | {
      readonly kind: 'nth';
      readonly event: string;
      readonly nth: number | 'last';
      readonly spell: string | null;
    }
  | { readonly kind: 'fact'; readonly fact: 'date-of-birth' | 'expected-delivery' }
  /** The day an age is reached; where there are several, one clock for each. */
  | { readonly kind: 'age'; readonly ages: readonly Period[] }
  | Shift
  | {
      readonly kind: 'roll';
      readonly to: 'previous-working-day' | 'next-working-day';
      readonly of: Expression;
    }
  | { readonly kind: 'pick'; readonly which: 'earliest' | 'latest'; readonly of: readonly Expression[] }
  | {
      readonly kind: 'next';
      readonly series: string;
      readonly of: Expression;
      readonly atMost: Period | null;
    }
  | { readonly kind: 'received'; readonly hours: string; readonly of: Expression };

export interface Shift {
  readonly kind: 'shift';
  readonly by: Period;
  readonly sign: 1 | -1;
  readonly counting: Counting;
  readonly clear: boolean;
  readonly of: Expression;
}

export type Counting = 'next-day' | 'next-working-day' | 'trigger-day';

/** One date of a timing that may have several: a target and a maximum. */
export interface Tier {
  /** Null for a timing with one date. */
  readonly name: string | null;
  readonly at: Expression;
}

/** What a date is counted from, and so what can start its clock. */
export interface Leaves {
  readonly events: readonly (Expression & { kind: 'event' })[];
  readonly nth: readonly (Expression & { kind: 'nth' })[];
  /** The leaf of several ages, each with a clock of its own. */
  readonly age: (Expression & { kind: 'age' }) | null;
}

/** A timing that is not a recurrence: the tiers from the tightest to the limit, and the day on which it opens. */
export interface Timing {
  readonly tiers: readonly Tier[];
  readonly opens: Expression | null;
  /** What its dates are counted from; what its opening is, where it has no date. */
  readonly leaves: Leaves;
  /** `after`: done on or after the trigger; `lead`: done before the event led up to; `at`: done with it. */
  readonly direction: 'after' | 'lead' | 'at';
  readonly immediate: boolean;
  /** Events after which the action is no longer due. */
  readonly until: readonly string[];
  /** One clock for each trigger; otherwise later triggers don't restart a running clock. */
  readonly each: boolean;
}

/** What ends a recurrence: an event, a day, or a length of time from its start. */
export type Ending =
  | { readonly kind: 'event'; readonly event: string }
  | { readonly kind: 'day'; readonly at: Expression }
  | { readonly kind: 'length'; readonly length: Period };

export interface RecurrenceLeg {
  readonly id: string | null;
  readonly title: string | null;
  readonly clauses: readonly string[];
  /** The national rule of which this leg is the local form. */
  readonly localises: string | null;
  readonly timing: Timing;
}

export interface RecurrencePhase {
  readonly timing: Timing;
  /** The bare periods, tier by tier, so that the k-th date can be counted from its anchor and is never chained. */
  readonly every: readonly { readonly name: string | null; readonly by: Period }[];
  readonly until: readonly Ending[];
}

export interface Recurrence {
  readonly start: Expression;
  readonly startLeaves: Leaves;
  readonly eachStart: boolean;
  readonly legs: readonly RecurrenceLeg[];
  readonly phases: readonly RecurrencePhase[];
  readonly until: readonly Ending[];
  readonly countedFrom: 'previous' | 'start';
}

/** Once in each period of a series that the authority gives. */
export interface PerPeriod {
  readonly series: string;
  readonly from: Expression | null;
  readonly fromLeaves: Leaves;
  readonly until: readonly Ending[];
}
