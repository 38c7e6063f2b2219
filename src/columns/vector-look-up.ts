import { assemble, get, i32, i32x4, type Line, repeat, set, tee } from './assembler.js';

/** WebAssembly is part of every engine of today, but not of the language's own library of types. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

type Run = (starts: number, end: number, into: number, table: number, from: number, none: number) => number;

const ROWS_A_TURN = 16;
/**
 * As many as make the copies of a megabyte. The loop itself takes half as long as moving the days in and out; copies
 * of this size go past the caches, which halves that.
 */
const ROWS_A_BLOCK = 262_144;
const BYTES = Int32Array.BYTES_PER_ELEMENT;
const STARTS = 0;
const INTO = ROWS_A_BLOCK * BYTES;
const TABLE = 2 * INTO;
const PAGE = 65_536;

/** Below so many rows the plain loop is as fast. */
export const WORTH_WHILE = 1024;

/**
 * Looks up the date of each start in a table with an entry a day from `from` on and one more, the last, for all other
 * days, in WebAssembly: four rows in one instruction where there is one for it. Does as many rows as make whole turns
 * and tells how many and whether any date had its sign bit set; null where WebAssembly can't be had, as on a page
 * whose policy forbids it.
 */
export function lookUpInVectors(
  dates: Int32Array,
  starts: Int32Array,
  from: number,
  into: Int32Array,
  rows: number,
): { readonly done: number; readonly signs: boolean } | null {
  const found = loopWith(TABLE + dates.byteLength);
  if (found === null) return null;
  const { memory, run } = found;
  new Int32Array(memory.buffer, TABLE, dates.length).set(dates);
  const done = rows - (rows % ROWS_A_TURN);
  let signs = 0;
  for (let row = 0; row < done; row += ROWS_A_BLOCK) {
    const count = Math.min(ROWS_A_BLOCK, done - row);
    const end = count * BYTES;
    new Int32Array(memory.buffer, STARTS, count).set(starts.subarray(row, row + count));
    signs |= run(STARTS, STARTS + end, INTO, TABLE, from, dates.length - 1);
    into.set(new Int32Array(memory.buffer, INTO, count), row);
  }
  return { done, signs: signs !== 0 };
}

interface Loop {
  readonly memory: InstanceType<typeof WebAssembly.Memory>;
  readonly run: Run;
}

let loop: Loop | null | undefined;

/** The loop over a memory of so many bytes at least; null where there can be none. */
function loopWith(bytes: number): Loop | null {
  // A memory that grows gives up its old buffer, and the first buffer given up makes arrays slower all over a process.
  if (loop === undefined || (loop && loop.memory.buffer.byteLength < bytes)) loop = loopOver(bytes);
  return loop;
}

function loopOver(bytes: number): Loop | null {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code()), { at: { memory } });
    return { memory, run: (exports as { run: Run }).run };
  } catch {
    return null;
  }
}

/** For each four starts: their places in the table, no further than its last entry; the dates there; their signs. */
function code(): Uint8Array<ArrayBuffer> {
  const [starts, end, into, table, from, none] = [0, 1, 2, 3, 4, 5];
  const [firsts, lasts, tables, places, dates, signs] = [6, 7, 8, 9, 10, 11];
  const four = (offset: number): Line[] => [
    [get(starts), i32x4.load(offset)],
    [get(firsts), i32x4.subtract, get(lasts), i32x4.least],
    [i32.const(Math.log2(BYTES)), i32x4.shiftLeft, get(tables), i32x4.add, set(places)],
    ...[0, 1, 2, 3].map((at) => [get(places), i32x4.takeOne(at), get(dates), i32x4.loadOne(at), set(dates)]),
    [get(into), get(dates), i32x4.store(offset)],
    [get(dates), get(signs), i32x4.or, set(signs)],
  ];
  const step = i32.const(ROWS_A_TURN * BYTES);
  const turn: Line[] = [
    ...Array.from({ length: ROWS_A_TURN / 4 }, (_, at) => four(at * 4 * BYTES)).flat(),
    [get(into), step, i32.add, set(into)],
    [get(starts), step, i32.add, tee(starts), get(end), i32.isLess],
  ];
  return assemble({
    parameters: 6,
    fours: 6,
    body: [
      [get(from), i32x4.fill, set(firsts)],
      [get(none), i32x4.fill, set(lasts)],
      [get(table), i32x4.fill, set(tables)],
      [repeat(turn)],
      [get(signs), i32x4.signs],
    ],
  });
}
