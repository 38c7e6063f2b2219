import { hashBytes, sameBytes } from './bytes.js';

/** Finds names by their bytes, so that a cell that holds one need not be made a text. */
export class NameIndex {
  readonly names: readonly string[];
  private readonly bytes: readonly Buffer[];
  private readonly table: Int32Array;

  constructor(names: readonly string[]) {
    this.names = names;
    this.bytes = names.map((name) => Buffer.from(name));
    let size = 16;
    while (size < names.length * 4) size *= 2;
    this.table = new Int32Array(size).fill(-1);
    for (const [index, bytes] of this.bytes.entries()) {
      let at = hashBytes(bytes, 0, bytes.length) & (size - 1);
      while (this.table[at] !== -1) at = (at + 1) & (size - 1);
      this.table[at] = index;
    }
  }

  /** The place of a name among `names`; -1 for one that is not there. */
  find(data: Uint8Array, start: number, end: number): number {
    const last = this.table.length - 1;
    let at = hashBytes(data, start, end) & last;
    for (;;) {
      const index = this.table[at]!;
      if (index === -1 || sameBytes(data, start, end, this.bytes[index]!)) return index;
      at = (at + 1) & last;
    }
  }
}
