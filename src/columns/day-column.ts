import { TimescaleError } from '../failure.js';

/**
 * A column of days: whole days since 1970-01-01, the layout of Arrow date32, DuckDB DATE and numpy datetime64[D], so
 * that nothing has to be copied. In `valid`, one bit a row from the lowest bit of the first byte on, as Arrow has it,
 * 0 says that the row has no date, whatever stands in `days`; without it every row has one.
 */
export interface DayColumn {
  readonly days: Int32Array;
  readonly valid?: Uint8Array | null;
}

/** A column that was worked out. */
export interface Dates extends DayColumn {
  readonly days: Int32Array;
  readonly valid: Uint8Array | null;
  /** The rows without a date, because what it is counted from has none. */
  readonly nulls: number;
  /** The rows that could not be worked out: outside the calendar, or before the rule was in force. */
  readonly refused: number;
}

/** Arrays of the caller's to write into; made anew where they are not given. */
export interface Into {
  readonly days?: Int32Array;
  readonly valid?: Uint8Array;
}

export const bytesFor = (rows: number): number => (rows + 7) >> 3;

export const isValid = (valid: Uint8Array | null | undefined, row: number): boolean =>
  !valid || ((valid[row >> 3]! >> (row & 7)) & 1) === 1;

export function clearBit(valid: Uint8Array, row: number): void {
  valid[row >> 3]! &= ~(1 << (row & 7));
}

/** A mask on which every row is valid, in the caller's array if there is one. */
export function allValid(rows: number, into: Uint8Array | undefined): Uint8Array {
  return (into ?? new Uint8Array(bytesFor(rows))).fill(0xff, 0, bytesFor(rows));
}

/**
 * A column that fits: the right array, as many rows as the others, a mask that reaches over all of them.
 *
 * @throws TimescaleError `NOT_IN_COLUMNS` with the column's name.
 */
export function fitting(name: string, column: DayColumn, rows = column?.days?.length): DayColumn {
  if (!(column?.days instanceof Int32Array))
    throw notInColumns(name, null, `"${name}" is a column of days: { days: an Int32Array, valid? }.`);
  if (column.days.length !== rows)
    throw notInColumns(
      name,
      column.days.length,
      `"${name}" has ${column.days.length} rows and the columns beside it ${rows}; give columns of one length.`,
    );
  mustReach(name, column.valid, rows);
  return column;
}

/** @throws TimescaleError `NOT_IN_COLUMNS` for a mask that ends before the rows do. */
export function mustReach(name: string, valid: Uint8Array | null | undefined, rows: number): void {
  if (valid && valid.length < bytesFor(rows))
    throw notInColumns(
      `${name}.valid`,
      valid.length,
      `The mask of "${name}" has ${valid.length} bytes; ${rows} rows take ${bytesFor(rows)}, a bit a row.`,
    );
}

/** Arrays of the caller's that hold all rows. */
export function mustHold({ days, valid }: Into, rows: number): void {
  if (days && days.length < rows)
    throw notInColumns(
      'into.days',
      days.length,
      `The array to write into holds ${days.length} rows of ${rows}; give one that holds them all.`,
    );
  mustReach('into', valid, rows);
}

export const notInColumns = (path: string, value: unknown, message: string): TimescaleError =>
  new TimescaleError('NOT_IN_COLUMNS', path, value, message);
