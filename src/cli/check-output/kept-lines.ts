/** Lists of texts, all in one piece of bytes: what lies close together is read faster. */
export class KeptLines {
  bytes = Buffer.allocUnsafe(1 << 16);
  /** Where each text begins, and after the last where it ends. */
  readonly from = [0];
  /** The first text of each list, and after the last how many there are. */
  readonly first = [0];

  /** Gives the number of the list, from 0 on. */
  add(texts: readonly string[]): number {
    for (const text of texts) {
      const at = this.from.at(-1)!;
      const end = at + Buffer.byteLength(text);
      if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes], 2 * end);
      this.bytes.write(text, at);
      this.from.push(end);
    }
    return this.first.push(this.from.length - 1) - 2;
  }
}
