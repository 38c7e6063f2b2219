import { type Day, formatDay, parseDay } from '../time/day.js';

/** The engines that the rules are written for. */
export type DialectName = 'duckdb' | 'postgres' | 'spark' | 'tsql';

/** What the engines say in different words. Everything else is the SQL that all four share. */
export interface Dialect {
  readonly name: DialectName;
  readonly text: string;
  /** An identifier, quoted so that whatever stands in it is a name and nothing else. */
  identifier(name: string): string;
  /** A text, quoted so that whatever stands in it is a text and nothing else. */
  literal(text: string): string;
  /** A text column as something that tells capitals from small letters. */
  exact(column: string): string;
  addDays(day: string, days: string): string;
  /** The month's last day where it has no such day. */
  addMonths(day: string, months: string): string;
  /** Whole days from `start` to `end`. */
  daysBetween(start: string, end: string): string;
  dayOfMonth(day: string): string;
  /** The date that a text writes as YYYY-MM-DD; null for every other text. */
  readDate(text: string): string;
  /** Whether a text is a date with a time zone behind it. */
  hasZone(text: string): string;
  /** The number that a text writes in up to 300 characters, which no engine finds too great; null for every other text. */
  readNumber(text: string): string;
  createTable(name: string, columns: readonly (readonly [name: string, type: string])[]): string;
  createView(name: string, query: string): string;
  /** Nothing, where the engine finds rows without. */
  createIndex(name: string, table: string, columns: readonly string[]): string[];
}

const quoted = (quote: string) => (text: string) =>
  `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;
const columnList = (
  identifier: Dialect['identifier'],
  columns: readonly (readonly [name: string, type: string])[],
): string => columns.map(([column, type]) => `${identifier(column)} ${type}`).join(', ');

const NUMBER = '^-?[0-9]+([.][0-9]+)?$';
const DATE = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';
const ZONED = '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?(Z|[+-][0-9]{2}:?[0-9]{2}|\\[.*\\])$';
/** In Java "$" also stands before a last line end. */
const toTheEnd = (pattern: string) => `(?s)${pattern.replace(/\$$/, '(?!.)')}`;

const ansi = {
  identifier: quoted('"'),
  literal: quoted("'"),
  exact: (column: string) => column,
  dayOfMonth: (day: string) => `CAST(EXTRACT(DAY FROM ${day}) AS INT)`,
  createTable: (name: string, columns: readonly (readonly [string, string])[]) =>
    `CREATE TABLE ${name} (${columnList(ansi.identifier, columns)})`,
  createView: (name: string, query: string) => `CREATE OR REPLACE VIEW ${name} AS\n${query}`,
  createIndex: (): string[] => [],
};

const duckdb: Dialect = {
  ...ansi,
  name: 'duckdb',
  text: 'VARCHAR',
  addDays: (day, days) => `(${day} + CAST(${days} AS INTEGER))`,
  addMonths: (day, months) => `CAST(${day} + to_months(CAST(${months} AS INTEGER)) AS DATE)`,
  daysBetween: (start, end) => `(${end} - ${start})`,
  readDate: (text) =>
    `CASE WHEN regexp_matches(${text}, '${DATE}') AND ${text} >= '0001' THEN TRY_CAST(${text} AS DATE) END`,
  hasZone: (text) => `regexp_matches(${text}, '${ZONED}', 'i')`,
  readNumber: (text) =>
    `CASE WHEN regexp_matches(${text}, '${NUMBER}') AND length(${text}) <= 300 THEN CAST(${text} AS DOUBLE) END`,
};

const postgres: Dialect = {
  ...ansi,
  name: 'postgres',
  text: 'text',
  addDays: (day, days) => `(${day} + CAST(${days} AS int))`,
  addMonths: (day, months) => `CAST(${day} + make_interval(months => CAST(${months} AS int)) AS date)`,
  daysBetween: (start, end) => `(${end} - ${start})`,
  // No cast that gives null before version 16, so the day is held against the length of its month first.
  readDate: (text) => {
    const month = `make_date(CAST(substr(${text}, 1, 4) AS int), CAST(substr(${text}, 6, 2) AS int), 1)`;
    const last = `EXTRACT(DAY FROM ${month} + interval '1 month' - interval '1 day')`;
    return (
      `CASE WHEN ${text} ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' AND ${text} >= '0001' ` +
      `THEN CASE WHEN CAST(substr(${text}, 9, 2) AS int) <= ${last} THEN CAST(${text} AS date) END END`
    );
  },
  hasZone: (text) => `${text} ~* '${ZONED}'`,
  readNumber: (text) =>
    `CASE WHEN ${text} ~ '${NUMBER}' AND length(${text}) <= 300 THEN CAST(${text} AS double precision) END`,
  createIndex: (name, table, columns) => [
    `CREATE INDEX ${ansi.identifier(name)} ON ${table} (${columns.map(ansi.identifier).join(', ')})`,
  ],
};

const spark: Dialect = {
  ...ansi,
  name: 'spark',
  text: 'STRING',
  identifier: quoted('`'),
  literal: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  addDays: (day, days) => `date_add(${day}, CAST(${days} AS INT))`,
  addMonths: (day, months) => `add_months(${day}, CAST(${months} AS INT))`,
  daysBetween: (start, end) => `datediff(${end}, ${start})`,
  readDate: (text) =>
    `CASE WHEN ${text} RLIKE '${toTheEnd(DATE)}' AND ${text} >= '0001' THEN TRY_CAST(${text} AS DATE) END`,
  hasZone: (text) => `${text} RLIKE ${spark.literal(`(?i)${toTheEnd(ZONED)}`)}`,
  readNumber: (text) =>
    `CASE WHEN ${text} RLIKE '${toTheEnd(NUMBER)}' AND length(${text}) <= 300 THEN CAST(${text} AS DOUBLE) END`,
  createTable: (name, columns) =>
    `CREATE TABLE ${name} (${columnList(spark.identifier, columns)}) USING parquet`,
};

/** A day as a date of the engine. */
export const dateLiteral = (iso: string): string => `CAST('${iso}' AS DATE)`;

/** A sum past the year 9999 would fail the whole query, so days that far out stay where they are: outside any calendar. */
function addable(amount: string, day: string): string {
  const reach = /^\d+$/.test(amount) ? '< 9900' : /^-\d+$/.test(amount) ? '> 100' : 'BETWEEN 100 AND 9900';
  return `CASE WHEN YEAR(${day}) ${reach} THEN ${amount} ELSE 0 END`;
}

const FIRST = parseDay('0001-01-01');
const LAST = parseDay('9999-12-31');

/** The same for a number of days that is known: only the days stay that have no such day before or after them. */
function addableDays(amount: string, day: string): string {
  if (!/^-?\d{1,6}$/.test(amount)) return addable(amount, day);
  const days = Number(amount);
  const reach =
    days < 0
      ? `>= ${dateLiteral(formatDay((FIRST - days) as Day))}`
      : `<= ${dateLiteral(formatDay((LAST - days) as Day))}`;
  return `CASE WHEN ${day} ${reach} THEN ${amount} ELSE 0 END`;
}

const tsql: Dialect = {
  name: 'tsql',
  text: 'nvarchar(400)',
  identifier: (name) => `[${name.replaceAll(']', ']]')}]`,
  literal: (text) => `N${quoted("'")(text)}`,
  exact: (column) => `${column} COLLATE Latin1_General_BIN2`,
  addDays: (day, days) => `DATEADD(day, ${addableDays(days, day)}, ${day})`,
  addMonths: (day, months) => `DATEADD(month, ${addable(months, day)}, ${day})`,
  daysBetween: (start, end) => `DATEDIFF(day, ${start}, ${end})`,
  dayOfMonth: (day) => `DAY(${day})`,
  readDate: (text) =>
    `CASE WHEN ${text} LIKE '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND ${text} >= '0001' THEN TRY_CAST(${text} AS date) END`,
  hasZone: (text) =>
    `(${text} LIKE '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][-TZtz+[]%' AND (${['%[Zz]', '%[-+][0-9][0-9]:[0-9][0-9]', '%[-+][0-9][0-9][0-9][0-9]', '%]'].map((end) => `${text} LIKE '${end}'`).join(' OR ')}))`,
  // Text without a digit would count as the number 0, and a point needs digits on both sides.
  readNumber: (text) =>
    `CASE WHEN ${text} LIKE '%[0-9]%' AND ${['%[^-0-9.]%', '.%', '-.%', '%.'].map((wrong) => `${text} NOT LIKE '${wrong}'`).join(' AND ')} AND LEN(${text}) <= 300 THEN TRY_CAST(${text} AS float) END`,
  createTable: (name, columns) => `CREATE TABLE ${name} (${columnList(tsql.identifier, columns)})`,
  createView: (name, query) => `CREATE OR ALTER VIEW ${name} AS\n${query}`,
  createIndex: (name, table, columns) => [
    `CREATE INDEX ${tsql.identifier(name)} ON ${table} (${columns.map(tsql.identifier).join(', ')})`,
  ],
};

/** Every dialect by its name. */
export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { duckdb, postgres, spark, tsql };
