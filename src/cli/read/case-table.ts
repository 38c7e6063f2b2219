/** What there is of a case that was never seen. */
export const UNSEEN = -1;

/**
 * Cases by a 64-bit hash of their names: the slot in which the rows of each are kept, or were. Twelve bytes an entry,
 * so that it stays small for millions of cases. That two of a million names share a hash has a chance of one in tens of
 * millions, and would show as an error, not as a wrong date.
 */
export class CaseTable {
  /** By entry: two hashes, and the slot plus 1, so that 0 is an empty entry. */
  private entries = new Int32Array(1024 * 3);
  private last = 1023;
  private used = 0;

  get(first: number, second: number): number {
    return this.entries[this.find(first, second) + 2]! - 1;
  }

  set(first: number, second: number, slot: number): void {
    let at = this.find(first, second);
    if (this.entries[at + 2] === 0) {
      this.used += 1;
      if (this.used * 4 > this.last * 3) {
        this.grow();
        at = this.find(first, second);
      }
      this.entries[at] = first;
      this.entries[at + 1] = second;
    }
    this.entries[at + 2] = slot + 1;
  }

  delete(first: number, second: number): void {
    const { entries, last } = this;
    let gap = this.find(first, second);
    if (entries[gap + 2] === 0) return;
    this.used -= 1;
    // What follows without a gap moves up, where it may, so that it is still found from its own place on.
    for (let at = gap; ; ) {
      at = ((at / 3 + 1) & last) * 3;
      if (entries[at + 2] === 0) break;
      const wanted = (entries[at]! & last) * 3;
      const mayMove = gap <= at ? wanted <= gap || wanted > at : wanted <= gap && wanted > at;
      if (!mayMove) continue;
      entries.copyWithin(gap, at, at + 3);
      gap = at;
    }
    entries[gap + 2] = 0;
  }

  /** Where the entry of a case starts, or the empty one where it would be. */
  private find(first: number, second: number): number {
    const { entries, last } = this;
    let entry = first & last;
    for (;;) {
      const at = entry * 3;
      if (entries[at + 2] === 0 || (entries[at] === first && entries[at + 1] === second)) return at;
      entry = (entry + 1) & last;
    }
  }

  private grow(): void {
    const { entries } = this;
    this.last = this.last * 2 + 1;
    this.entries = new Int32Array(entries.length * 2);
    for (let old = 0; old < entries.length; old += 3) {
      if (entries[old + 2] === 0) continue;
      const at = this.find(entries[old]!, entries[old + 1]!);
      this.entries[at] = entries[old]!;
      this.entries[at + 1] = entries[old + 1]!;
      this.entries[at + 2] = entries[old + 2]!;
    }
  }
}
