import { TimescaleError } from '../failure.js';

/** A civil day as the whole number of days since 1970-01-01: the layout of Arrow date32 and DuckDB DATE. */
export type Day = number & { readonly __day: unique symbol };

const LENGTH_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month, 1 to 12; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return LENGTH_OF_MONTH[month - 1] ?? 0;
}

/** The day of a year, month (1 to 12) and day of the month that are known to exist. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  // Years are taken from 1 March, so that the leap day is the last of its year; `| 0` cuts to whole numbers.
  const early = month < 3;
  const y = early ? year - 1 : year;
  const monthsAfterMarch = early ? month + 9 : month - 3;
  const daysBefore = ((153 * monthsAfterMarch + 2) / 5) | 0;
  return (y * 365 +
    ((y / 4) | 0) -
    ((y / 100) | 0) +
    ((y / 400) | 0) +
    daysBefore +
    dayOfMonth -
    719469) as Day;
}

/** The number that two characters write; too little for any sum where either is not a digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NOT_DIGITS;
}

const NOT_DIGITS = -10_000;

/**
 * Reads a date written `YYYY-MM-DD` and nothing else; years 0001 to 9999.
 *
 * @throws TimescaleError `DATE_MISSING` for an empty text, `DATE_HAS_ZONE` for a date with a time or zone behind
 * it, `INVALID_DATE` for every other text and for days that do not exist.
 * @example parseDay('2026-03-27') // Friday => 20539
 */
export function parseDay(text: string): Day {
  if (
    typeof text === 'string' &&
    text.length === 10 &&
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45
  ) {
    const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
    const month = twoDigits(text, 5);
    const dayOfMonth = twoDigits(text, 8);
    if (year > 0 && month > 0 && dayOfMonth > 0) {
      if (dayOfMonth <= daysInMonth(year, month)) return dayOf(year, month, dayOfMonth);
      throw noSuchDay(text, year, month);
    }
  }
  throw notADate(text);
}

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function noSuchDay(text: string, year: number, month: number): TimescaleError {
  const name = MONTHS[month - 1];
  return new TimescaleError(
    'INVALID_DATE',
    '',
    text,
    name === undefined
      ? `"${text}" has no month ${month}; months run from 01 to 12.`
      : `"${text}" does not exist: ${name} ${year} has ${daysInMonth(year, month)} days.`,
  );
}

function notADate(value: unknown): TimescaleError {
  if (value === '' || value === null || value === undefined) {
    return new TimescaleError(
      'DATE_MISSING',
      '',
      value ?? null,
      'A date is missing; write it as YYYY-MM-DD.',
    );
  }
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T.*)?(Z|[+-]\d{2}:?\d{2}|\[.*\])$/i.test(value)) {
    return new TimescaleError(
      'DATE_HAS_ZONE',
      '',
      value,
      `"${value}" carries a time zone; write the local date (and time) alone, such as "${value.slice(0, 10)}".`,
    );
  }
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)) {
    return new TimescaleError(
      'INVALID_DATE',
      '',
      value,
      `"${value}" has a time; here a date alone is wanted, such as "${value.slice(0, 10)}".`,
    );
  }
  const british = typeof value === 'string' ? /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value) : null;
  const hint = british
    ? ` (if ${british[1]} is the day, that is ${british[3]}-${british[2]!.padStart(2, '0')}-${british[1]!.padStart(2, '0')})`
    : '';
  return new TimescaleError(
    'INVALID_DATE',
    '',
    value,
    `${JSON.stringify(value)} is not a date written YYYY-MM-DD${hint}.`,
  );
}

/** The year, month (1 to 12) and day of the month of a day. */
export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  // Counted from 1 March of year 0, so that the leap day is the last of its year.
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

/** Dates from 2000 to 2050 are written once: array look-ups, since every answer has several. */
const FIRST_KEPT = 10957;
const LAST_KEPT = 29584;
const kept: (string | undefined)[] = [];

/** Writes a day as `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  if (day < FIRST_KEPT || day > LAST_KEPT) return writeDay(day);
  const text = kept[day - FIRST_KEPT];
  if (text !== undefined) return text;
  if (kept.length === 0) kept.length = LAST_KEPT - FIRST_KEPT + 1;
  const made = writeDay(day);
  kept[day - FIRST_KEPT] = made;
  return made;
}

function writeDay(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** The name of the weekday, in English. */
export function weekdayName(day: Day): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[weekdayOf(day)]!;
}
