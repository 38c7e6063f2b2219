const PIECE = 64 * 1024;
/** Longer texts are left to the encoder; shorter ones are written faster by hand. */
const SHORT = 64;
/** UTF-8 takes at most so many bytes for a unit of a text. */
const WIDEST = 3;

/** Where bytes go: the standard output, which takes no more for a while when `write` says so. */
type ByteStream = Pick<NodeJS.WriteStream, 'write' | 'once' | 'writableNeedDrain' | 'writableLength'>;

/**
 * Writes in large pieces of bytes, and knows when its stream takes no more for now. Texts can be kept, to be written
 * again and again; they lie behind the room for the piece in one buffer, since to copy within one takes a third of the
 * time of copying from another.
 */
export class RowWriter {
  isFull = false;
  private room = PIECE;
  private bytes = Buffer.allocUnsafe(2 * PIECE);
  private at = 0;
  private kept = 0;
  /** Whether the stream has held a piece back, so that from then on it is given copies. */
  private isHeld = false;
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
    this.makeRoomFor(length);
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
  writeBytes(text: Uint8Array, from: number, to: number): void {
    const length = to - from;
    this.makeRoomFor(length);
    const { bytes, at } = this;
    if (length > SHORT) bytes.set(text.subarray(from, to), at);
    else for (let index = 0; index < length; index++) bytes[at + index] = text[from + index]!;
    this.at = at + length;
  }

  /** Keeps a text behind those kept before; gives how many bytes all of them have. */
  keep(text: string): number {
    const end = this.kept + Buffer.byteLength(text);
    if (this.room + end > this.bytes.length) this.resize(this.room, 2 * end);
    this.bytes.write(text, this.room + this.kept);
    this.kept = end;
    return end;
  }

  /** Writes what is kept from one byte to before another. */
  writeKept(from: number, to: number): void {
    this.makeRoomFor(to - from);
    const { bytes, at, room } = this;
    bytes.copyWithin(at, room + from, room + to);
    this.at = at + to - from;
  }

  flush(): void {
    if (this.at === 0) return;
    this.beforePiece();
    const piece = this.bytes.subarray(0, this.at);
    if (!this.stream.write(this.isHeld ? Buffer.from(piece) : piece)) this.isFull = true;
    this.at = 0;
    if (this.isHeld || this.stream.writableLength === 0) return;
    this.isHeld = true;
    this.resize(this.room, this.bytes.length - this.room);
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
    if (this.at + most > this.room) this.flush();
    if (most > this.room) this.resize(most, this.bytes.length - this.room);
  }

  private resize(room: number, forKept: number): void {
    const bytes = Buffer.allocUnsafe(room + forKept);
    this.bytes.copy(bytes, 0, 0, this.at);
    this.bytes.copy(bytes, room, this.room, this.room + this.kept);
    this.room = room;
    this.bytes = bytes;
  }
}
