import type { Occurrence } from '../../deadlines/history.js';
import type { Day } from '../../time/day.js';
import { doubled } from './bytes.js';
import { type Mark, markOf, NO_MARK, UNMARKED } from './known-cases.js';

/** An occurrence that is more than an event and a date, with its line for what may be said of it later. */
export interface FullRow {
  readonly occurrence: Occurrence;
  readonly line: number;
}

/** No row: before the first of a chain, and after its last. */
export const NO_ROW = -1;
const PLAIN = 1;
const FULL = 2;

// What a row holds, side by side: whoever wants one of them soon wants the others.
const ROW = 4;
/** `NONE` for a row that is more than an event and a date. */
const EVENT = 0;
const DAY = 1;
const SECOND = 2;
const NEXT = 3;
const NONE = -1;

/**
 * Rows in chains, one a case, as numbers in a flat array, so that many cost little and none is seen by the garbage
 * collector. Rows that are let go are used again.
 */
export class RowChains {
  /** What all rows come to; one that is more than an event and a date counts twice, for its size. */
  weight = 0;
  private rows = new Int32Array(1024 * ROW);
  private readonly fullRows = new Map<number, FullRow>();
  private firstFree = NO_ROW;
  private rowsEver = 0;

  /** Puts a plain row behind another, or none: an event by its number, a day and, where the time is known, the second. */
  add(last: number, event: number, day: Day, second: number | null): number {
    const row = this.append(last, PLAIN);
    const at = row * ROW;
    this.rows[at + EVENT] = event;
    this.rows[at + DAY] = day;
    this.rows[at + SECOND] = second ?? NONE;
    return row;
  }

  addFull(last: number, full: FullRow): number {
    const row = this.append(last, FULL);
    this.rows[row * ROW + EVENT] = NONE;
    this.fullRows.set(row, full);
    return row;
  }

  next(row: number): number {
    return row === NO_ROW ? NO_ROW : this.rows[row * ROW + NEXT]!;
  }

  markOf(row: number): Mark {
    if (row === NO_ROW) return NO_MARK;
    const { rows } = this;
    const at = row * ROW;
    if (rows[at + EVENT] === NONE || rows[at + SECOND] !== NONE) return UNMARKED;
    return markOf(rows[at + EVENT]!, rows[at + DAY]! as Day);
  }

  /** What stands in a chain, in order. */
  read(
    first: number,
    eventNames: readonly string[],
  ): { readonly plain: readonly Occurrence[]; readonly full: readonly FullRow[] } {
    const { rows } = this;
    const plain: Occurrence[] = [];
    const full: FullRow[] = [];
    for (let row = first; row !== NO_ROW; row = rows[row * ROW + NEXT]!) {
      const at = row * ROW;
      const fullRow = rows[at + EVENT] === NONE ? this.fullRows.get(row) : undefined;
      if (fullRow) {
        full.push(fullRow);
        continue;
      }
      const second = rows[at + SECOND]!;
      plain.push({
        event: eventNames[rows[at + EVENT]!]!,
        day: rows[at + DAY]! as Day,
        second: second === NONE ? null : second,
        until: null,
        id: null,
        for: null,
        facts: null,
        deemed: false,
      });
    }
    return { plain, full };
  }

  /** Lets a chain go. */
  free(first: number): void {
    const { rows } = this;
    for (let row = first; row !== NO_ROW; ) {
      const at = row * ROW;
      const isFull = rows[at + EVENT] === NONE;
      if (isFull) this.fullRows.delete(row);
      this.weight -= isFull ? FULL : PLAIN;
      const next = rows[at + NEXT]!;
      rows[at + NEXT] = this.firstFree;
      this.firstFree = row;
      row = next;
    }
  }

  private append(last: number, weight: number): number {
    let row = this.firstFree;
    if (row !== NO_ROW) this.firstFree = this.rows[row * ROW + NEXT]!;
    else {
      row = this.rowsEver;
      this.rowsEver += 1;
      if (this.rowsEver * ROW > this.rows.length) this.rows = doubled(this.rows);
    }
    this.weight += weight;
    this.rows[row * ROW + NEXT] = NO_ROW;
    if (last !== NO_ROW) this.rows[last * ROW + NEXT] = row;
    return row;
  }
}
