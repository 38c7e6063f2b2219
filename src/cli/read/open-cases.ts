import type { Facts, FactValue, Occurrence } from '../../deadlines/history.js';
import type { Day } from '../../time/day.js';
import { doubled } from './bytes.js';
import type { Desk } from './case-sink.js';
import { CaseTable, UNSEEN } from './case-table.js';
import { ForgottenNames } from './forgotten-names.js';
import { UNMARKED } from './known-cases.js';
import { type FullRow, NO_ROW, RowChains } from './row-chains.js';

export interface Limits {
  /** Cases kept open at once; the one least recently added to is closed first. */
  readonly cases: number;
  /** Rows kept of all open cases; one that is more than an event and a date counts twice, for its size. */
  readonly rows: number;
  /** Closed cases that are remembered one by one; of more only the last names are. */
  readonly closed: number;
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

// What a slot holds, side by side, as what a row holds is.
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

  private readonly rows = new RowChains();

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
    slots[at + FIRST_ROW] = NO_ROW;
    slots[at + LAST_ROW] = NO_ROW;
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
    this.makeRoomFor(slot);
    this.append(slot, this.rows.add(this.slots[slot * SLOT + LAST_ROW]!, event, day, second));
  }

  addFull(slot: number, row: FullRow): void {
    this.makeRoomFor(slot);
    this.append(slot, this.rows.addFull(this.slots[slot * SLOT + LAST_ROW]!, row));
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

  private makeRoomFor(slot: number): void {
    while (this.rows.weight >= this.limits.rows && this.oldest !== slot) this.close(this.oldest);
  }

  private append(slot: number, row: number): void {
    const { slots } = this;
    const at = slot * SLOT;
    slots[at + SIZE]! += 1;
    if (slots[at + FIRST_ROW] === NO_ROW) slots[at + FIRST_ROW] = row;
    slots[at + LAST_ROW] = row;
  }

  private close(slot: number): void {
    this.unlink(slot);
    this.remember(slot);
    this.count -= 1;
    const first = this.slots[slot * SLOT + FIRST_ROW]!;
    const gathered = this.isKnown(slot, first) ? null : this.gather(slot, first);
    this.rows.free(first);
    if (gathered) this.onClose(gathered);
    this.desks[slot] = undefined;
    this.names[slot] = '';
    this.slots[slot * SLOT + SIZE] = FREE;
    this.freeSlots.push(slot);
  }

  /** Whether a short case has been answered from one that said the same. */
  private isKnown(slot: number, firstRow: number): boolean {
    const { rows } = this;
    if (this.slots[slot * SLOT + SIZE]! > 2 || this.facts[slot] !== undefined) return false;
    const first = rows.markOf(firstRow);
    const second = rows.markOf(rows.next(firstRow));
    if (first === UNMARKED || second === UNMARKED) return false;
    return this.desks[slot]!.answerKnown(this.names[slot]!, first, second);
  }

  private gather(slot: number, firstRow: number): GatheredCase {
    const desk = this.desks[slot]!;
    return {
      desk,
      name: this.names[slot]!,
      line: this.slots[slot * SLOT + LINE]!,
      facts: this.facts[slot] ?? NO_FACTS,
      ...this.rows.read(firstRow, desk.eventNames),
    };
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

export { UNSEEN };
