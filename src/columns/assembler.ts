/**
 * As much of an assembler for WebAssembly as one loop takes: names for its instructions, and the module round them.
 * Numbers are those of the specification's index of instructions, https://webassembly.github.io/spec/core/appendix/.
 */
type Code = readonly number[];

/** Instructions that belong together. */
export type Line = readonly Code[];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
/** Sets and leaves the value where it is. */
export const tee = (local: number): Code => [0x22, ...unsigned(local)];

/** Runs the lines, and again while the number they leave is not zero. */
export const repeat = (lines: readonly Line[]): Code => [0x03, 0x40, ...lines.flat(2), 0x0d, 0, 0x0b];

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  add: [0x6a],
  isLess: [0x49],
} as const;

/** Four numbers of 32 bits side by side; offsets are in bytes. */
export const i32x4 = {
  load: (offset: number): Code => [0xfd, 0x00, 2, ...unsigned(offset)],
  store: (offset: number): Code => [0xfd, 0x0b, 2, ...unsigned(offset)],
  /** Reads one of the four from memory, the others as they are. */
  loadOne: (place: number): Code => [0xfd, 0x56, 2, 0, place],
  takeOne: (place: number): Code => [0xfd, 0x1b, place],
  fill: [0xfd, 0x11],
  add: [0xfd, 0xae, 0x01],
  subtract: [0xfd, 0xb1, 0x01],
  shiftLeft: [0xfd, 0xab, 0x01],
  /** The lesser of two, read without a sign. */
  least: [0xfd, 0xb7, 0x01],
  or: [0xfd, 0x50],
  /** Four bits: the signs. */
  signs: [0xfd, 0xa4, 0x01],
} as const;

const I32 = 0x7f;
const V128 = 0x7b;

/** A function of whole numbers to one, with so many variables of four numbers after its parameters. */
export interface Loop {
  readonly parameters: number;
  readonly fours: number;
  readonly body: readonly Line[];
}

/** A module with one function, `run`, over a memory that it is given as `at.memory`. */
export function assemble({ parameters, fours, body }: Loop): Uint8Array<ArrayBuffer> {
  const type = [0x60, ...list(Array.from({ length: parameters }, () => [I32])), ...list([[I32]])];
  const code = [...list([[...unsigned(fours), V128]]), ...body.flat(2), 0x0b];
  return Uint8Array.of(
    ...[0, ...text('asm').slice(1), 1, 0, 0, 0],
    ...section(1, list([type])),
    ...section(2, list([[...text('at'), ...text('memory'), 2, 0, 0]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...text('run'), 0, 0]])),
    ...section(10, list([[...unsigned(code.length), ...code]])),
  );
}

const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (name: string): Code => [name.length, ...Array.from(name, (letter) => letter.charCodeAt(0))];

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
