import type { Bindings } from '../deadlines/evaluate.js';
import { evaluate } from '../deadlines/evaluate.js';
import { type Occurrence, occurrenceAt } from '../deadlines/history.js';
import type { Setting } from '../deadlines/setting.js';
import { TimescaleError } from '../failure.js';
import type { Expression } from '../rules/expression.js';
import { type Day, formatDay } from '../time/day.js';

/** Stands for "no date": the calendar does not reach so far, or dates of a series are not known. */
export const NO_DATE = -0x8000_0000;

/** More of them than any rule asks for ("the ninth"). */
const REPEATS = 12;

/**
 * A case of which one thing is known: whatever starts the clock did so on one day. Moved from day to day rather than
 * made anew, since questions ask for every day of the calendar; nothing that is asked of it may be kept.
 */
class Hypothesis {
  readonly #start: { -readonly [Key in keyof Occurrence]: Occurrence[Key] };
  readonly #bindings: Bindings;

  constructor() {
    const start = { ...occurrenceAt('', { day: 0 as Day, second: null }) };
    const occurrences = new Array<Occurrence>(REPEATS).fill(start);
    const facts = {
      get 'date-of-birth'() {
        return formatDay(start.day);
      },
      get 'expected-delivery'() {
        return formatDay(start.day);
      },
    };
    this.#start = start;
    this.#bindings = {
      history: { facts, of: () => occurrences, asOf: null },
      trigger: start,
      start,
      since: null,
      ageIndex: 0,
    };
  }

  on(day: Day): Bindings {
    this.#start.day = day;
    return this.#bindings;
  }
}

/** The day that an expression stands for when everything it is counted from fell on `start`. */
export function dateFrom(at: Expression, start: Day, setting: Setting): Day | null {
  const day = dateUnder(at, new Hypothesis().on(start), setting);
  return day === NO_DATE ? null : (day as Day);
}

function dateUnder(at: Expression, bound: Bindings, setting: Setting): number {
  try {
    return evaluate(at, setting, bound, null)?.day ?? NO_DATE;
  } catch (error) {
    if (error instanceof TimescaleError && error.code === 'OUTSIDE_COVERAGE') return NO_DATE;
    throw error;
  }
}

/** Every start day of a stretch, and what expressions make of each: a column of days, in the order of the starts. */
export class StartDays {
  readonly from: Day;
  /** Inclusive. */
  readonly until: Day;
  readonly #hypothesis = new Hypothesis();
  readonly #columns = new Map<Setting, Map<Expression, Int32Array>>();

  constructor(from: Day, until: Day) {
    this.from = from;
    this.until = until;
  }

  get length(): number {
    return this.until - this.from + 1;
  }

  dayAt(index: number): Day {
    return (this.from + index) as Day;
  }

  /** The dates of an expression, one for each start day; `NO_DATE` where there is none. Worked out once. */
  datesOf(at: Expression, setting: Setting): Int32Array {
    let columns = this.#columns.get(setting);
    if (!columns) {
      columns = new Map();
      this.#columns.set(setting, columns);
    }
    let column = columns.get(at);
    if (!column) {
      column = new Int32Array(this.length);
      for (let index = 0; index < column.length; index++)
        column[index] = dateUnder(at, this.#hypothesis.on(this.dayAt(index)), setting);
      columns.set(at, column);
    }
    return column;
  }
}
