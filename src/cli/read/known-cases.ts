import type { CheckResult } from '../../cases/check.js';
import type { Facts, Occurrence } from '../../deadlines/history.js';

/** What is known of a case that says no more than others may: nothing yet, or its answer. */
export interface KnownCase {
  results: readonly CheckResult[] | null;
}

const MOST_EVENTS = 2;
const DAY_BITS = 15;
const EVENT_BITS = 12;
/** 1 January 2000: a day of the calendars fits into its bits from here. */
const FIRST_DAY = 10957;
const NO_EVENT = -1;
/** So that memory stays small however many different cases there are. */
const MOST_KNOWN = 50_000;

/**
 * The answers for short cases, by all that they say. A cohort asked about one rule holds the same two dates over and
 * over, and what has no facts, no times and no links can be answered by them alone.
 */
export class KnownCases {
  private readonly numbers: ReadonlyMap<string, number>;
  /** By the first event and its day in one number, then by the second. */
  private readonly byEvents = new Map<number, Map<number, KnownCase>>();
  private count = 0;

  constructor(eventNames: readonly string[]) {
    this.numbers = new Map(eventNames.map((name, number) => [name, number]));
  }

  /** The place of a case among those known; null for one that says more than events and days, and when all is full. */
  placeOf(occurrences: readonly Occurrence[], facts: Facts): KnownCase | null {
    if (occurrences.length > MOST_EVENTS) return null;
    for (const _ in facts) return null;
    const first = occurrences.length > 0 ? this.numberOf(occurrences[0]!) : NO_EVENT;
    const second = occurrences.length > 1 ? this.numberOf(occurrences[1]!) : NO_EVENT;
    if (first === null || second === null) return null;
    const found = this.byEvents.get(first)?.get(second);
    return found ?? this.add(first, second);
  }

  private add(first: number, second: number): KnownCase | null {
    if (this.count === MOST_KNOWN) return null;
    this.count += 1;
    const known: KnownCase = { results: null };
    const inner = this.byEvents.get(first);
    if (inner) inner.set(second, known);
    else this.byEvents.set(first, new Map([[second, known]]));
    return known;
  }

  /** An event and its day as one number; null where it says more, or the number would not hold it. */
  private numberOf(one: Occurrence): number | null {
    if (
      one.second !== null ||
      one.until !== null ||
      one.id !== null ||
      one.for !== null ||
      one.facts !== null
    )
      return null;
    const number = this.numbers.get(one.event);
    const place = one.day - FIRST_DAY;
    if (number === undefined || number >> EVENT_BITS !== 0 || place >> DAY_BITS !== 0) return null;
    return (number << DAY_BITS) | place;
  }
}
