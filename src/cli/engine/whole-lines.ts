import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = 256 * 1024;
export const LF = 10;

/** A file in pieces of whole lines, each with a line feed at its end; the next piece takes the place of the last. */
export function* wholeLines(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    let bytes = Buffer.allocUnsafe(PIECE);
    let left = 0;
    for (;;) {
      const read = readSync(file, bytes, left, bytes.length - left, null);
      if (read === 0) return;
      const length = left + read;
      const end = bytes.lastIndexOf(LF, length - 1) + 1;
      if (end > 0) yield bytes.subarray(0, end);
      left = length - end;
      const next = left === bytes.length ? Buffer.allocUnsafe(2 * left) : bytes;
      bytes.copy(next, 0, end, length);
      bytes = next;
    }
  } finally {
    closeSync(file);
  }
}
