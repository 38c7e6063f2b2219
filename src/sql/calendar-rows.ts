import type { DayCalendar } from '../calendar/day-calendar.js';
import { type Day, formatDay, weekdayOf } from '../time/day.js';
import type { Dialect } from './dialect.js';
import { dateLiteral } from './dialect.js';

/** SQL Server takes no more rows than this in one statement; on Spark each statement is a job and a file. */
const rowsAStatement = ({ name }: Dialect): number => (name === 'spark' ? Number.POSITIVE_INFINITY : 1000);

/** Rows, written as they stand in a list of values, into a table. */
export function inserted(table: string, rows: readonly string[], dialect: Dialect): string[] {
  const statements: string[] = [];
  const most = Math.min(rows.length, rowsAStatement(dialect));
  for (let at = 0; at < rows.length; at += most)
    statements.push(`INSERT INTO ${table} VALUES\n${rows.slice(at, at + most).join(',\n')}`);
  return statements;
}

const COLUMNS = [
  ['day', 'DATE'],
  ['weekday', 'INT'],
  ['working', 'INT'],
  ['ordinal', 'INT'],
] as const;

/**
 * The calendar as a table, a row a day: `weekday` from 1 for Monday, `working` 1 or 0, `ordinal` the number of working
 * days of the calendar up to and including the day, and `reason` why it is not one. Counting working days is then a
 * difference of two ordinals, and adding them a look-up of one.
 */
export function calendarStatements(calendar: DayCalendar, table: string, dialect: Dialect): string[] {
  const rows: string[] = [];
  let ordinal = 0;
  for (let day = calendar.from; day <= calendar.to; day = (day + 1) as Day) {
    const reason = calendar.nonWorkingReason(day);
    if (reason === null) ordinal += 1;
    rows.push(
      `(${dateLiteral(formatDay(day))}, ${weekdayOf(day) + 1}, ${reason === null ? 1 : 0}, ${ordinal}, ${reason === null ? 'NULL' : dialect.literal(reason)})`,
    );
  }
  return [
    dialect.createTable(table, [...COLUMNS, ['reason', dialect.text]]),
    ...inserted(table, rows, dialect),
    ...dialect.createIndex('calendar_by_day', table, ['day']),
    ...dialect.createIndex('calendar_by_ordinal', table, ['working', 'ordinal']),
  ];
}
