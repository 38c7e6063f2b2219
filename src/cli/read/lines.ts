import { LONGEST_ROW } from './csv-reader.js';

const LF = 10;
const NOTHING = Buffer.alloc(0);

/** Parts bytes that come in pieces into lines. A line that is too long is not kept, only told of. */
export class Lines {
  /** The line without its end; null when it is too long. */
  bytes: Buffer | null = NOTHING;
  line = 0;

  private data: Buffer = NOTHING;
  private at = 0;
  private isLast = false;
  private isTooLong = false;

  give(piece: Buffer): void {
    const rest = this.data.subarray(this.at);
    this.data = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    this.at = 0;
  }

  end(): void {
    this.isLast = true;
  }

  next(): boolean {
    const { data, at } = this;
    const found = data.indexOf(LF, at);
    if (found === -1 && (!this.isLast || (at >= data.length && !this.isTooLong))) {
      this.isTooLong ||= data.length - at > LONGEST_ROW;
      if (this.isTooLong) this.at = data.length;
      return false;
    }
    const end = found === -1 ? data.length : found;
    this.line += 1;
    this.bytes = this.isTooLong || end - at > LONGEST_ROW ? null : data.subarray(at, end);
    this.isTooLong = false;
    this.at = end + (found === -1 ? 0 : 1);
    return true;
  }
}
