const PIECE = 64 * 1024;
/** Longer texts are left to the encoder; shorter ones are written faster by hand. */
const SHORT = 64;
/** UTF-8 takes at most so many bytes for a unit of a text. */
const WIDEST = 3;

/** Where bytes go: the standard output, which takes no more for a while when `write` says so. */
type ByteStream = Pick<NodeJS.WriteStream, 'write' | 'once' | 'writableNeedDrain' | 'writableLength'>;

/** Writes in large pieces of bytes, and knows when its stream takes no more for now. */
export class RowWriter {
  isFull = false;
  private bytes = Buffer.allocUnsafe(PIECE);
  private at = 0;
  private readonly beforePiece: () => void;
  private readonly stream: ByteStream;

  constructor(beforePiece: () => void, stream: ByteStream = process.stdout) {
    this.beforePiece = beforePiece;
    this.stream = stream;
  }

  write(text: string): void {
    const { length } = text;
    if (length > SHORT) {
      this.encode(text);
      return;
    }
    if (this.at + SHORT > this.bytes.length) this.flush();
    const { bytes, at } = this;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code >= 128) {
        this.encode(text);
        return;
      }
      bytes[at + index] = code;
    }
    this.at = at + length;
  }

  /** Writes what is a text in bytes already, or a part of one. */
  writeBytes(text: Uint8Array, from = 0, to = text.length): void {
    const length = to - from;
    this.makeRoomFor(length);
    const { bytes, at } = this;
    if (length > SHORT) bytes.set(length === text.length ? text : text.subarray(from, to), at);
    else for (let index = 0; index < length; index++) bytes[at + index] = text[from + index]!;
    this.at = at + length;
  }

  flush(): void {
    if (this.at === 0) return;
    this.beforePiece();
    if (!this.stream.write(this.bytes.subarray(0, this.at))) this.isFull = true;
    // A piece that is still on its way keeps its bytes.
    if (this.stream.writableLength > 0) this.bytes = Buffer.allocUnsafe(PIECE);
    this.at = 0;
  }

  async drained(): Promise<void> {
    if (this.stream.writableNeedDrain)
      await new Promise<void>((resolve) => {
        this.stream.once('drain', resolve);
      });
    this.isFull = false;
  }

  private encode(text: string): void {
    this.makeRoomFor(text.length * WIDEST);
    this.at += this.bytes.write(text, this.at);
  }

  private makeRoomFor(most: number): void {
    if (this.at + most > this.bytes.length) this.flush();
    if (most > this.bytes.length) this.bytes = Buffer.allocUnsafe(most);
  }
}
