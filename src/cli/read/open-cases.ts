import type { Facts, FactValue, Occurrence } from '../../deadlines/history.js';
import type { Day } from '../../time/day.js';
import type { Desk } from './case-sink.js';
import { CaseTable, CLOSED, UNSEEN } from './case-table.js';
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

const NO_FACTS: Facts = Object.freeze({});
const NONE = -1;
const PLAIN = 1;
const FULL = 2;

/**
 * The cases whose rows may still come, with the rows they have: rows as numbers in flat arrays, so that many cost
 * little and none is seen by the garbage collector.
 */
export class OpenCases {
  private readonly table = new CaseTable();
  private readonly forgotten = new ForgottenNames();
  private closed = 0;
  private readonly limits: Limits;
  private readonly onClose: (gathered: GatheredCase) => void;

  // By slot, one a case.
  private readonly desks: (Desk | undefined)[] = [];
  private readonly names: string[] = [];
  private readonly lines: number[] = [];
  private readonly facts: (Record<string, FactValue> | undefined)[] = [];
  private readonly sizes: number[] = [];
  private readonly firstRow: number[] = [];
  private readonly lastRow: number[] = [];
  private readonly firstHash: number[] = [];
  private readonly secondHash: number[] = [];
  private readonly older: number[] = [];
  private readonly newer: number[] = [];
  private readonly freeSlots: number[] = [];
  private oldest = NONE;
  private newest = NONE;
  private count = 0;

  // By row.
  private events = new Int32Array(1024);
  private days = new Int32Array(1024);
  private seconds = new Int32Array(1024);
  private nextRow = new Int32Array(1024);
  private readonly fullRows: (FullRow | undefined)[] = [];
  private firstFree = NONE;
  private rowsEver = 0;
  private rows = 0;

  constructor(limits: Limits, onClose: (gathered: GatheredCase) => void) {
    this.limits = limits;
    this.onClose = onClose;
  }

  /** The slot of a case, or `CLOSED`, or `UNSEEN`. */
  slotOf(first: number, second: number): number {
    return this.table.get(first, second);
  }

  /** Whether a case that is `UNSEEN` may have been closed so long ago that it is not remembered. */
  mayBeForgotten(name: string): boolean {
    return this.forgotten.mayHave(name);
  }

  open(first: number, second: number, desk: Desk, name: string, line: number): number {
    if (this.count >= this.limits.cases) this.close(this.oldest);
    const slot = this.freeSlots.pop() ?? this.names.length;
    this.desks[slot] = desk;
    this.names[slot] = name;
    this.lines[slot] = line;
    this.facts[slot] = undefined;
    this.sizes[slot] = 0;
    this.firstRow[slot] = NONE;
    this.lastRow[slot] = NONE;
    this.firstHash[slot] = first;
    this.secondHash[slot] = second;
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
    return this.sizes[slot]!;
  }

  factsOf(slot: number): Readonly<Record<string, FactValue>> | undefined {
    return this.facts[slot];
  }

  addFacts(slot: number, facts: Readonly<Record<string, FactValue>>): void {
    this.facts[slot] = { ...this.facts[slot], ...facts };
  }

  /** Adds a plain row: an event by its number, a day and, where the time is known, the second. */
  add(slot: number, event: number, day: Day, second: number | null): void {
    const row = this.append(slot, PLAIN);
    this.events[row] = event;
    this.days[row] = day;
    this.seconds[row] = second ?? -1;
  }

  addFull(slot: number, row: FullRow): void {
    this.fullRows[this.append(slot, FULL)] = row;
  }

  /** Closes all that are open, in the order of their first rows; gives the line of each before it is closed. */
  *closeAll(): Generator<number> {
    const open: number[] = [];
    for (let slot = this.oldest; slot !== NONE; slot = this.newer[slot]!) open.push(slot);
    open.sort((left, right) => this.lines[left]! - this.lines[right]!);
    for (const slot of open) {
      yield this.lines[slot]!;
      this.close(slot);
    }
  }

  private append(slot: number, size: number): number {
    while (this.rows >= this.limits.rows && this.oldest !== slot) this.close(this.oldest);
    let row = this.firstFree;
    if (row !== NONE) this.firstFree = this.nextRow[row]!;
    else {
      row = this.rowsEver;
      this.rowsEver += 1;
      this.fullRows.push(undefined);
      if (row === this.events.length) this.growRows();
    }
    this.rows += size;
    this.sizes[slot]! += 1;
    this.nextRow[row] = NONE;
    const last = this.lastRow[slot]!;
    if (last === NONE) this.firstRow[slot] = row;
    else this.nextRow[last] = row;
    this.lastRow[slot] = row;
    return row;
  }

  private close(slot: number): void {
    this.unlink(slot);
    this.remember(slot);
    this.count -= 1;
    this.freeSlots.push(slot);
    if (this.isKnown(slot)) this.freeRows(slot);
    else this.onClose(this.gather(slot));
    this.desks[slot] = undefined;
    this.names[slot] = '';
  }

  /** Whether a short case has been answered from one that said the same. */
  private isKnown(slot: number): boolean {
    if (this.sizes[slot]! > 2 || this.facts[slot] !== undefined) return false;
    const row = this.firstRow[slot]!;
    const next = row === NONE ? NONE : this.nextRow[row]!;
    const [first, second] = [this.markOf(row), this.markOf(next)];
    return (
      first !== UNMARKED &&
      second !== UNMARKED &&
      this.desks[slot]!.answerKnown(this.names[slot]!, first, second)
    );
  }

  private markOf(row: number): Mark {
    if (row === NONE) return NO_MARK;
    if (this.seconds[row] !== -1 || this.fullRows[row]) return UNMARKED;
    return markOf(this.events[row]!, this.days[row]! as Day);
  }

  private freeRows(slot: number): void {
    for (let row = this.firstRow[slot]!; row !== NONE; ) row = this.freeRow(row);
  }

  private freeRow(row: number): number {
    const next = this.nextRow[row]!;
    this.nextRow[row] = this.firstFree;
    this.firstFree = row;
    this.rows -= this.fullRows[row] ? FULL : PLAIN;
    this.fullRows[row] = undefined;
    return next;
  }

  /** What a case has, in order; its rows are free then. */
  private gather(slot: number): GatheredCase {
    const desk = this.desks[slot]!;
    const plain: Occurrence[] = [];
    const full: FullRow[] = [];
    const eventNames = desk.eventNames;
    for (let row = this.firstRow[slot]!; row !== NONE; ) {
      const fullRow = this.fullRows[row];
      if (fullRow) full.push(fullRow);
      else {
        const second = this.seconds[row]!;
        plain.push({
          event: eventNames[this.events[row]!]!,
          day: this.days[row]! as Day,
          second: second === -1 ? null : second,
          until: null,
          id: null,
          for: null,
          facts: null,
          deemed: false,
        });
      }
      row = this.freeRow(row);
    }
    return {
      desk,
      name: this.names[slot]!,
      line: this.lines[slot]!,
      facts: this.facts[slot] ?? NO_FACTS,
      plain,
      full,
    };
  }

  private remember(slot: number): void {
    const first = this.firstHash[slot]!;
    const second = this.secondHash[slot]!;
    if (this.closed < this.limits.closed) {
      this.closed += 1;
      this.table.set(first, second, CLOSED);
    } else {
      this.table.delete(first, second);
      this.forgotten.add(this.names[slot]!);
    }
  }

  private link(slot: number): void {
    this.older[slot] = this.newest;
    this.newer[slot] = NONE;
    if (this.newest === NONE) this.oldest = slot;
    else this.newer[this.newest] = slot;
    this.newest = slot;
  }

  private unlink(slot: number): void {
    const older = this.older[slot]!;
    const newer = this.newer[slot]!;
    if (older === NONE) this.oldest = newer;
    else this.newer[older] = newer;
    if (newer === NONE) this.newest = older;
    else this.older[newer] = older;
  }

  private growRows(): void {
    this.events = doubled(this.events);
    this.days = doubled(this.days);
    this.seconds = doubled(this.seconds);
    this.nextRow = doubled(this.nextRow);
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

export { CLOSED, UNSEEN };
