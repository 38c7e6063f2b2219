import type { TimescaleError } from '../failure.js';
import { NO_DATE } from '../lines/start-days.js';
import type { Condition } from '../rules/schema/condition.js';
import { dayOfAge } from '../time/add-period.js';
import type { Day } from '../time/day.js';
import { type Period, parsePeriod } from '../time/period.js';
import { type DayColumn, fitting, isValid, mustReach, notInColumns } from './day-column.js';
import { APPLIES } from './outcomes.js';

/** A fact of each row as a dictionary-coded column: `codes` point into `values`, which are few. */
export interface FactColumn {
  readonly codes: Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array;
  readonly values: readonly (string | number | boolean)[];
  /** As in a column of days: 0 says that the fact is not known. */
  readonly valid?: Uint8Array | null;
}

/** Facts by name. Dates such as `date-of-birth` are columns of days. */
export type FactColumns = Readonly<Record<string, FactColumn | DayColumn>>;

/** What conditions are asked of: the facts of each row, and the day for which ages are asked. */
export interface AskedColumns {
  readonly facts: FactColumns;
  readonly on: Int32Array;
  readonly rows: number;
}

/** The parts of a condition that no column of facts can answer, by name. */
export function unanswerable(condition: Condition): string[] {
  return Object.entries(condition).flatMap(([key, line]) => {
    if (key === 'happened' || key === 'total') return [key];
    if (key === 'any') return (line as Condition[]).flatMap(unanswerable);
    return key === 'not' ? unanswerable(line as Condition) : [];
  });
}

/**
 * Whether a condition holds for each row: 2 yes, 1 unknown, 0 no, so that "all" is the least, "any" the greatest and
 * "not" the distance from 2. Unknown never turns into yes or no.
 */
export function holdsInColumns(condition: Condition, asked: AskedColumns): Uint8Array {
  const lines = Object.entries(condition).map(([key, line]) => lineHolds(key, line, asked));
  return lines.reduce((all, one) => {
    for (let row = 0; row < asked.rows; row++) if (one[row]! < all[row]!) all[row] = one[row]!;
    return all;
  });
}

function lineHolds(key: string, line: unknown, asked: AskedColumns): Uint8Array {
  switch (key) {
    case 'any':
      return (line as Condition[])
        .map((one) => holdsInColumns(one, asked))
        .reduce((any, one) => {
          for (let row = 0; row < asked.rows; row++) if (one[row]! > any[row]!) any[row] = one[row]!;
          return any;
        });
    case 'not':
      return holdsInColumns(line as Condition, asked).map((truth) => APPLIES.yes - truth);
    case 'age':
      return ageHolds(line as NonNullable<Condition['age']>, asked);
    case 'happened':
    case 'total':
      throw notInColumns(key, key, `Whether "${key}" holds, a column of facts does not say.`);
    default:
      return factHolds(key, line, asked);
  }
}

const isFactColumn = (column: FactColumn | DayColumn): column is FactColumn => 'codes' in column;

function factHolds(name: string, line: unknown, { facts, rows }: AskedColumns): Uint8Array {
  const into = new Uint8Array(rows).fill(APPLIES.unknown);
  const column = facts[name];
  if (!column) return into;
  if (!isFactColumn(column)) throw wrongColumn(name, 'a dictionary-coded column with "codes" and "values"');
  const { codes, values, valid } = column;
  const truths = Uint8Array.from(values, (value) => (isOneOf(value, line) ? APPLIES.yes : APPLIES.no));
  if (codes.length !== rows)
    throw notInColumns(
      `facts.${name}`,
      codes.length,
      `"${name}" has ${codes.length} rows and the starts ${rows}; give columns of one length.`,
    );
  mustReach(name, valid, rows);
  for (let row = 0; row < rows; row++) {
    if (!isValid(valid, row)) continue;
    const truth = truths[codes[row]!];
    if (truth === undefined)
      throw notInColumns(
        `facts.${name}[${row}]`,
        codes[row],
        `The code ${codes[row]} of "${name}" points at none of its ${values.length} values; mark a row without a value in "valid".`,
      );
    into[row] = truth;
  }
  return into;
}

function isOneOf(value: string | number | boolean, line: unknown): boolean {
  if (line !== null && typeof line === 'object' && !Array.isArray(line)) {
    const { 'at-least': least, under } = line as { 'at-least'?: number; under?: number };
    return (
      (least === undefined || (value as number) >= least) &&
      (under === undefined || (value as number) < under)
    );
  }
  return Array.isArray(line) ? line.includes(value) : line === value;
}

function ageHolds(age: NonNullable<Condition['age']>, { facts, on, rows }: AskedColumns): Uint8Array {
  const into = new Uint8Array(rows).fill(APPLIES.unknown);
  const births = facts['date-of-birth'];
  if (!births) return into;
  if (isFactColumn(births)) throw wrongColumn('date-of-birth', 'a column of days');
  fitting('date-of-birth', births, rows);
  const reaches = [age['at-least'], age.under].map((text) =>
    text === undefined ? null : birthdays(parsePeriod(text)),
  );
  for (let row = 0; row < rows; row++) {
    if (!isValid(births.valid, row) || on[row] === NO_DATE) continue;
    const birth = births.days[row]!;
    const isOld = reaches[0] == null || reaches[0](birth) <= on[row]!;
    const isYoung = reaches[1] == null || on[row]! < reaches[1](birth);
    into[row] = isOld && isYoung ? APPLIES.yes : APPLIES.no;
  }
  return into;
}

/** The day on which an age is reached, by birth: worked out once for each day on which somebody was born. */
function birthdays(age: Period): (birth: number) => number {
  const known = new Map<number, number>();
  return (birth) => {
    let day = known.get(birth);
    if (day === undefined) {
      day = dayOfAge(birth as Day, age) as number;
      known.set(birth, day);
    }
    return day;
  };
}

const wrongColumn = (name: string, right: string): TimescaleError =>
  notInColumns(`facts.${name}`, name, `The fact "${name}" is given as ${right}.`);
