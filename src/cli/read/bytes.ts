const FIRST = { seed: 0x811c9dc5 | 0, multiplier: 0x01000193 };
const SECOND = { seed: 0x9747b28c | 0, multiplier: 0x5bd1e995 };

const mixed = (hash: number): number => {
  const half = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return half ^ (half >>> 13);
};

/** A hash of a stretch of bytes. */
export function hashBytes(data: Uint8Array, start: number, end: number): number {
  let hash = FIRST.seed;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ data[at]!, FIRST.multiplier);
  return mixed(hash);
}

/** Another hash, which has nothing to do with the first: together they are 64 bits. */
export function secondHash(data: Uint8Array, start: number, end: number): number {
  let hash = SECOND.seed;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ data[at]!, SECOND.multiplier);
  return mixed(hash);
}

/** Whether a stretch of bytes is the same as all of `other`. */
export function sameBytes(data: Uint8Array, start: number, end: number, other: Uint8Array): boolean {
  if (end - start !== other.length) return false;
  for (let at = 0; at < other.length; at++) if (data[start + at] !== other[at]) return false;
  return true;
}

const MOST_REMEMBERED = 64;

/** A copy of a short stretch of bytes, to compare others with; of a long one it only knows that it is another. */
export class RememberedBytes {
  private readonly bytes = new Uint8Array(MOST_REMEMBERED);
  private length = -1;

  set(data: Uint8Array, start: number, end: number): void {
    this.length = end - start > MOST_REMEMBERED ? -1 : end - start;
    for (let at = 0; at < this.length; at++) this.bytes[at] = data[start + at]!;
  }

  is(data: Uint8Array, start: number, end: number): boolean {
    if (end - start !== this.length) return false;
    for (let at = 0; at < this.length; at++) if (data[start + at] !== this.bytes[at]) return false;
    return true;
  }
}

/** The same numbers at the start of an array twice as long. */
export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
