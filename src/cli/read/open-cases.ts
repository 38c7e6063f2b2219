import type { Facts, FactValue, Occurrence } from '../../deadlines/history.js';
import type { Day } from '../../time/day.js';
import type { Desk } from './case-sink.js';
import { CaseTable, UNSEEN } from './case-table.js';
import { ForgottenNames } from './forgotten-names.js';
import { type Mark, markOf, NO_MARK, UNMARKED } from './known-cases.js';

export interface Limits {
  /** Cases kept open at once; the one least recently added to is closed first. */
  readonly cases: number;
  /** Rows kept of all open cases; one that is more than an event and a date counts twice, for its size. */
  readonly rows: number;
  /** Closed cases that are remembered one by one; of more only the last names are. */
  readonly closed: number;
}

/** An occurrence that is more than an event and a date, with its line for what may be said of it later. */
export interface FullRow {
  readonly occurrence: Occurrence;
  readonly line: number;
}

/** A case whose rows have all come. */
export interface GatheredCase {
  readonly desk: Desk;
  readonly name: string;
  /** The line of its first row. */
  readonly line: number;
  readonly facts: Facts;
  readonly plain: readonly Occurrence[];
  readonly full: readonly FullRow[];
}

/** What there is of a case whose rows have been let go. */
export const CLOSED = -2;

const NO_FACTS: Facts = Object.freeze({});
const NONE = -1;
const PLAIN = 1;
const FULL = 2;

// What a slot holds, side by side: whoever wants one of them soon wants the others.
const SLOT = 8;
const FIRST_HASH = 0;
const SECOND_HASH = 1;
const LINE = 2;
const SIZE = 3;
const FIRST_ROW = 4;
const LAST_ROW = 5;
const OLDER = 6;
const NEWER = 7;
/** The size in a slot that holds no case. */
const FREE = -1;

// And what a row holds.
const ROW = 4;
/** `NONE` for a row that is more than an event and a date. */
const EVENT = 0;
const DAY = 1;
const SECOND = 2;
const NEXT = 3;

/**
 * The cases whose rows may still come, with the rows they have: as numbers in flat arrays, so that many cost little
 * and none is seen by the garbage collector.
 */
export class OpenCases {
  private readonly table = new CaseTable();
  private readonly forgotten = new ForgottenNames();
  private closed = 0;
  private readonly limits: Limits;
  private readonly onClose: (gathered: GatheredCase) => void;

  // By slot, one a case.
  private slots = new Int32Array(1024 * SLOT);
  private readonly desks: (Desk | undefined)[] = [];
  private readonly names: string[] = [];
  private readonly facts: (Record<string, FactValue> | undefined)[] = [];
  private readonly freeSlots: number[] = [];
  private oldest = NONE;
  private newest = NONE;
  private count = 0;

  private rows = new Int32Array(1024 * ROW);
  private readonly fullRows = new Map<number, FullRow>();
  private firstFree = NONE;
  private rowsEver = 0;
  private weight = 0;

  constructor(limits: Limits, onClose: (gathered: GatheredCase) => void) {
    this.limits = limits;
    this.onClose = onClose;
  }

  /** The slot of a case, or `CLOSED`, or `UNSEEN`. */
  slotOf(first: number, second: number): number {
    const slot = this.table.get(first, second);
    if (slot === UNSEEN) return UNSEEN;
    const { slots } = this;
    const at = slot * SLOT;
    // A slot that has been let go is free, or another case's.
    const isOpen =
      slots[at + SIZE] !== FREE && slots[at + FIRST_HASH] === first && slots[at + SECOND_HASH] === second;
    return isOpen ? slot : CLOSED;
  }

  /** Whether a case that is `UNSEEN` may have been closed so long ago that it is not remembered. */
  mayBeForgotten(name: string): boolean {
    return this.forgotten.mayHave(name);
  }

  open(first: number, second: number, desk: Desk, name: string, line: number): number {
    if (this.count >= this.limits.cases) this.close(this.oldest);
    const slot = this.freeSlots.pop() ?? this.names.length;
    if ((slot + 1) * SLOT > this.slots.length) this.slots = doubled(this.slots);
    this.desks[slot] = desk;
    this.names[slot] = name;
    this.facts[slot] = undefined;
    const { slots } = this;
    const at = slot * SLOT;
    slots[at + FIRST_HASH] = first;
    slots[at + SECOND_HASH] = second;
    slots[at + LINE] = line;
    slots[at + SIZE] = 0;
    slots[at + FIRST_ROW] = NONE;
    slots[at + LAST_ROW] = NONE;
    this.table.set(first, second, slot);
    this.count += 1;
    this.link(slot);
    return slot;
  }

  /** Marks a case as the one added to last. */
  touch(slot: number): void {
    if (slot === this.newest) return;
    this.unlink(slot);
    this.link(slot);
  }

  /** How many rows a case has. */
  sizeOf(slot: number): number {
    return this.slots[slot * SLOT + SIZE]!;
  }

  factsOf(slot: number): Readonly<Record<string, FactValue>> | undefined {
    return this.facts[slot];
  }

  addFacts(slot: number, facts: Readonly<Record<string, FactValue>>): void {
    this.facts[slot] = { ...this.facts[slot], ...facts };
  }

  /** Adds a plain row: an event by its number, a day and, where the time is known, the second. */
  add(slot: number, event: number, day: Day, second: number | null): void {
    const at = this.append(slot, PLAIN) * ROW;
    this.rows[at + EVENT] = event;
    this.rows[at + DAY] = day;
    this.rows[at + SECOND] = second ?? NONE;
  }

  addFull(slot: number, row: FullRow): void {
    const number = this.append(slot, FULL);
    this.rows[number * ROW + EVENT] = NONE;
    this.fullRows.set(number, row);
  }

  /** Closes all that are open, in the order of their first rows; gives the line of each before it is closed. */
  *closeAll(): Generator<number> {
    const open: number[] = [];
    for (let slot = this.oldest; slot !== NONE; slot = this.slots[slot * SLOT + NEWER]!) open.push(slot);
    const lineOf = (slot: number) => this.slots[slot * SLOT + LINE]!;
    open.sort((left, right) => lineOf(left) - lineOf(right));
    for (const slot of open) {
      yield lineOf(slot);
      this.close(slot);
    }
  }

  /** A new row of a case, which counts for so many. */
  private append(slot: number, weight: number): number {
    while (this.weight >= this.limits.rows && this.oldest !== slot) this.close(this.oldest);
    let row = this.firstFree;
    if (row !== NONE) this.firstFree = this.rows[row * ROW + NEXT]!;
    else {
      row = this.rowsEver;
      this.rowsEver += 1;
      if (this.rowsEver * ROW > this.rows.length) this.rows = doubled(this.rows);
    }
    this.weight += weight;
    const { slots } = this;
    const at = slot * SLOT;
    slots[at + SIZE]! += 1;
    this.rows[row * ROW + NEXT] = NONE;
    const last = slots[at + LAST_ROW]!;
    if (last === NONE) slots[at + FIRST_ROW] = row;
    else this.rows[last * ROW + NEXT] = row;
    slots[at + LAST_ROW] = row;
    return row;
  }

  private close(slot: number): void {
    this.unlink(slot);
    this.remember(slot);
    this.count -= 1;
    if (this.isKnown(slot)) this.freeRows(slot);
    else this.onClose(this.gather(slot));
    this.desks[slot] = undefined;
    this.names[slot] = '';
    this.slots[slot * SLOT + SIZE] = FREE;
    this.freeSlots.push(slot);
  }

  /** Whether a short case has been answered from one that said the same. */
  private isKnown(slot: number): boolean {
    const at = slot * SLOT;
    if (this.slots[at + SIZE]! > 2 || this.facts[slot] !== undefined) return false;
    const row = this.slots[at + FIRST_ROW]!;
    const next = row === NONE ? NONE : this.rows[row * ROW + NEXT]!;
    const first = this.markOf(row);
    const second = this.markOf(next);
    if (first === UNMARKED || second === UNMARKED) return false;
    return this.desks[slot]!.answerKnown(this.names[slot]!, first, second);
  }

  private markOf(row: number): Mark {
    if (row === NONE) return NO_MARK;
    const { rows } = this;
    const at = row * ROW;
    if (rows[at + EVENT] === NONE || rows[at + SECOND] !== NONE) return UNMARKED;
    return markOf(rows[at + EVENT]!, rows[at + DAY]! as Day);
  }

  /** What a case has, in order; its rows are free then. */
  private gather(slot: number): GatheredCase {
    const { slots, rows } = this;
    const desk = this.desks[slot]!;
    const plain: Occurrence[] = [];
    const full: FullRow[] = [];
    for (let row = slots[slot * SLOT + FIRST_ROW]!; row !== NONE; row = rows[row * ROW + NEXT]!) {
      const at = row * ROW;
      const fullRow = rows[at + EVENT] === NONE ? this.fullRows.get(row) : undefined;
      if (fullRow) {
        full.push(fullRow);
        continue;
      }
      const second = rows[at + SECOND]!;
      plain.push({
        event: desk.eventNames[rows[at + EVENT]!]!,
        day: rows[at + DAY]! as Day,
        second: second === NONE ? null : second,
        until: null,
        id: null,
        for: null,
        facts: null,
        deemed: false,
      });
    }
    this.freeRows(slot);
    return {
      desk,
      name: this.names[slot]!,
      line: slots[slot * SLOT + LINE]!,
      facts: this.facts[slot] ?? NO_FACTS,
      plain,
      full,
    };
  }

  private freeRows(slot: number): void {
    const { rows } = this;
    for (let row = this.slots[slot * SLOT + FIRST_ROW]!; row !== NONE; ) {
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

  private remember(slot: number): void {
    if (this.closed < this.limits.closed) {
      this.closed += 1;
      return;
    }
    const at = slot * SLOT;
    this.table.delete(this.slots[at + FIRST_HASH]!, this.slots[at + SECOND_HASH]!);
    this.forgotten.add(this.names[slot]!);
  }

  private link(slot: number): void {
    const { slots, newest } = this;
    slots[slot * SLOT + OLDER] = newest;
    slots[slot * SLOT + NEWER] = NONE;
    if (newest === NONE) this.oldest = slot;
    else slots[newest * SLOT + NEWER] = slot;
    this.newest = slot;
  }

  private unlink(slot: number): void {
    const { slots } = this;
    const older = slots[slot * SLOT + OLDER]!;
    const newer = slots[slot * SLOT + NEWER]!;
    if (older === NONE) this.oldest = newer;
    else slots[older * SLOT + NEWER] = newer;
    if (newer === NONE) this.newest = older;
    else slots[newer * SLOT + OLDER] = older;
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

export { UNSEEN };
