import { readFact } from '../../cases/read-case.js';
import type { FactValue } from '../../deadlines/history.js';
import type { Names } from '../../rules/table.js';
import { type Day, dayOf, daysInMonth } from '../../time/day.js';

const DASH = 45;
const ZERO = 48;

/**
 * The day that a cell of bytes holds when it is a plain date, `2026-03-27`; null for all else, which is left to the
 * reader of texts to read or to refuse.
 */
export function plainDay(data: Uint8Array, start: number, end: number): Day | null {
  if (end - start !== 10 || data[start + 4] !== DASH || data[start + 7] !== DASH) return null;
  const year = twoDigits(data, start) * 100 + twoDigits(data, start + 2);
  const month = twoDigits(data, start + 5);
  const dayOfMonth = twoDigits(data, start + 8);
  // What is not a digit makes a number far below zero.
  if (year < 1 || month < 1 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  return dayOf(year, month, dayOfMonth);
}

function twoDigits(data: Uint8Array, at: number): number {
  const tens = data[at]! - ZERO;
  const ones = data[at + 1]! - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1_000_000;
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A fact from a cell, where everything is text: `true`, `false` and numbers are taken as such where the fact is one.
 *
 * @throws TimescaleError `INVALID_FACT`, and what is wrong with a date.
 */
export function factInCell(name: string, text: string, names: Names): FactValue {
  return readFact(name, typed(names.facts[name]?.type, text), names, '');
}

function typed(type: string | undefined, text: string): FactValue {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (type === 'number' && NUMBER.test(text)) return Number(text);
  return text;
}
