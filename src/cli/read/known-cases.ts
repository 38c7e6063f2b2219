import type { Facts, Occurrence } from '../../deadlines/history.js';
import type { Day } from '../../time/day.js';

/** An event and its day, in one number. */
export type Mark = number;

/** Where there is no second event, or none at all. */
export const NO_MARK: Mark = -1;
/** What is more than can be marked. */
export const UNMARKED: Mark = -2;
export const UNKNOWN_CASE = -1;

const DAY_BITS = 15;
const EVENT_BITS = 12;
/** 1 January 2000: a day of the calendars fits into its bits from here. */
const FIRST_DAY = 10957;
/** So that memory stays small however many different cases there are. */
const MOST_KNOWN = 50_000;
/** More than twice as many, so that places are found at once; a power of two. */
const SLOTS = 131_072;

export function markOf(event: number, day: Day): Mark {
  const place = day - FIRST_DAY;
  return event >> EVENT_BITS !== 0 || place >> DAY_BITS !== 0 ? UNMARKED : (event << DAY_BITS) | place;
}

/**
 * Places for short cases, by all that they say. A cohort asked about one rule holds the same two dates over and over,
 * and what has no facts, no times and no links can be answered by them alone.
 */
export class KnownCases {
  private readonly numbers: ReadonlyMap<string, number>;
  /** Of each slot the two marks and the place, side by side. */
  private readonly slots = new Int32Array(3 * SLOTS).fill(UNKNOWN_CASE);
  private count = 0;

  constructor(eventNames: readonly string[]) {
    this.numbers = new Map(eventNames.map((name, number) => [name, number]));
  }

  /** The place of a case with these marks, from 0; `UNKNOWN_CASE` when there is none. */
  find(first: Mark, second: Mark): number {
    return this.slots[this.slotOf(first, second) + 2]!;
  }

  /** A new place for a case as its rows have it; `UNKNOWN_CASE` when it says more than marks do, or all is full. */
  add(occurrences: readonly Occurrence[], facts: Facts): number {
    if (occurrences.length > 2 || this.count === MOST_KNOWN) return UNKNOWN_CASE;
    for (const _ in facts) return UNKNOWN_CASE;
    const [first, second] = [this.markOf(occurrences[0]), this.markOf(occurrences[1])];
    if (first === UNMARKED || second === UNMARKED) return UNKNOWN_CASE;
    const slot = this.slotOf(first, second);
    const place = this.count;
    this.slots.set([first, second, place], slot);
    this.count += 1;
    return place;
  }

  /** The slot with these marks, or the free one where they belong. */
  private slotOf(first: Mark, second: Mark): number {
    const { slots } = this;
    let at = hash(first, second);
    for (;;) {
      const slot = 3 * at;
      if (slots[slot + 2] === UNKNOWN_CASE || (slots[slot] === first && slots[slot + 1] === second))
        return slot;
      at = (at + 1) & (SLOTS - 1);
    }
  }

  private markOf(one: Occurrence | undefined): Mark {
    if (!one) return NO_MARK;
    const { event, day, second, until, id, for: of, facts } = one;
    const number = this.numbers.get(event);
    const isPlain = second === null && until === null && id === null && of === null && facts === null;
    return isPlain && number !== undefined ? markOf(number, day) : UNMARKED;
  }
}

function hash(first: Mark, second: Mark): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
}
