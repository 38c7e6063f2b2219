import { TimescaleError } from '../../failure.js';
import { LONGEST_ROW } from './csv-reader.js';

const NOTHING = Buffer.alloc(0);
const LF = 10;
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

const isSpace = (byte: number): boolean => byte === 32 || byte === 10 || byte === 13 || byte === 9;

/**
 * Parts a JSON text that comes in pieces into the elements of its list, or gives it whole when it is one object.
 * It knows brackets, texts and commas; whether an element is JSON is for the parser.
 */
export class JsonElements {
  /** The element's bytes; null when it is too long to be kept. */
  bytes: Buffer | null = NOTHING;
  /** Where the element starts, both counted from 1. */
  line = 1;
  column = 1;
  isList = false;

  private data: Buffer = NOTHING;
  private at = 0;
  private expects: 'start' | 'first' | 'element' | 'separator' | 'end' = 'start';
  private isLast = false;

  // The element that is being read, if one is.
  private isInside = false;
  private start = 0;
  private depth = 0;
  private isInText = false;
  private isTooLong = false;

  // The line that `at` is on, and where it starts; negative when that was in a piece before.
  private currentLine = 1;
  private lineStart = 0;

  give(piece: Buffer): void {
    const kept = this.isInside && !this.isTooLong ? this.start : Math.min(this.at, this.data.length);
    const rest = this.data.subarray(kept);
    this.data = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    this.at -= kept;
    this.lineStart -= kept;
    this.start = 0;
  }

  end(): void {
    this.isLast = true;
  }

  /** Whether anything but space has come. */
  get hasStarted(): boolean {
    return this.expects !== 'start' || this.isInside;
  }

  /**
   * Moves on to the next element; false when more bytes are needed, or at the end.
   *
   * @throws TimescaleError `INVALID_JSON` with line and column.
   */
  next(): boolean {
    if (this.isInside || this.toElement()) return this.throughElement();
    return false;
  }

  /** Moves to the start of the next element. */
  private toElement(): boolean {
    const { data } = this;
    for (; this.at < data.length; this.at++) {
      const byte = data[this.at]!;
      if (isSpace(byte)) {
        if (byte === LF) this.newLine();
        continue;
      }
      switch (this.expects) {
        case 'start':
          if (byte === OPEN_BRACKET) {
            this.isList = true;
            this.expects = 'first';
            continue;
          }
          if (byte !== OPEN_BRACE)
            throw this.wrong('a case in braces ({…}) or a list of cases ([…]) is wanted');
          break;
        case 'first':
          if (byte === CLOSE_BRACKET) {
            this.expects = 'end';
            continue;
          }
          break;
        case 'separator':
          if (byte === COMMA) {
            this.expects = 'element';
            continue;
          }
          if (byte === CLOSE_BRACKET) {
            this.expects = 'end';
            continue;
          }
          throw this.wrong('a comma or the closing bracket (]) of the list is missing');
        case 'end':
          throw this.wrong(
            this.isList
              ? 'the list was closed before; take out what follows'
              : 'something follows the case; for one case a line, say --from ndjson',
          );
      }
      if (this.expects !== 'start' && (byte === COMMA || byte === CLOSE_BRACKET))
        throw this.wrong('a case is wanted after the comma');
      this.isInside = true;
      this.isTooLong = false;
      this.isInText = false;
      this.depth = 0;
      this.start = this.at;
      this.line = this.currentLine;
      this.column = this.at - this.lineStart + 1;
      return true;
    }
    if (this.isLast && this.expects !== 'end' && this.expects !== 'start')
      throw this.wrong('the text ends too soon; the closing bracket (]) of the list is missing');
    return false;
  }

  /** Moves through the element to its end. */
  private throughElement(): boolean {
    const { data } = this;
    for (; this.at < data.length; this.at++) {
      const byte = data[this.at]!;
      if (byte === LF) this.newLine();
      if (this.isInText) {
        if (byte === BACKSLASH) this.at += 1;
        else if (byte === QUOTE) this.isInText = false;
        continue;
      }
      if (byte === QUOTE) this.isInText = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.depth += 1;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (this.depth === 0) return this.finish(this.at);
        this.depth -= 1;
        if (this.depth === 0) {
          this.at += 1;
          return this.finish(this.at);
        }
      } else if (this.depth === 0 && (byte === COMMA || isSpace(byte))) return this.finish(this.at);
    }
    if (this.isLast) {
      if (this.depth === 0 && !this.isInText) return this.finish(this.at);
      throw this.wrong(
        this.isInText
          ? 'the text ends too soon, inside quotes'
          : 'the text ends too soon; a closing bracket is missing',
      );
    }
    this.isTooLong ||= this.at - this.start > LONGEST_ROW;
    return false;
  }

  private finish(end: number): true {
    const isTooLong = this.isTooLong || end - this.start > LONGEST_ROW;
    this.bytes = isTooLong ? null : this.data.subarray(this.start, end);
    this.isInside = false;
    this.expects = this.isList ? 'separator' : 'end';
    return true;
  }

  private newLine(): void {
    this.currentLine += 1;
    this.lineStart = this.at + 1;
  }

  private wrong(what: string): TimescaleError {
    const place = `line ${this.currentLine}, column ${this.at - this.lineStart + 1}`;
    const found = this.at < this.data.length ? String.fromCharCode(this.data[this.at]!) : null;
    return new TimescaleError('INVALID_JSON', place, found, `This is not JSON at ${place}: ${what}.`);
  }
}
