import type { CheckResult } from '../../src/cases/check.js';
import { isFailure } from '../../src/cases/check.js';
import type { AuthoritySql } from '../../src/sql/index.js';
import type { SpoiltCase } from './spoilt-cases.js';

/** A result as a line of text, so that whatever says it can be compared by sorting. */
const COLUMNS = [
  'outcome',
  'trigger',
  'due',
  'safe',
  'done',
  'days_left',
  'working_days_left',
  'days_late',
  'working_days_late',
] as const;

/** What would part columns or lines, or what a client writes differently; the first stands for the others. */
const WRITTEN = ['%', '\\', '\n', '\r', '\t', ',', '"'].map((sign) => ({
  code: sign.charCodeAt(0),
  as: `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
}));
const PROBLEMS = 'problems';
const NO_CASE = '%';

/** A case's name as it stands in lines. */
export const writtenCase = (name: string): string =>
  WRITTEN.reduce((text, { code, as }) => text.replaceAll(String.fromCharCode(code), as), name);

const writtenInSql = (column: string): string =>
  WRITTEN.reduce((text, { code, as }) => `REPLACE(${text}, CHR(${code}), '${as}')`, column);

/** A result of the core as a line; null where no clock started, for which engines have no row. */
export function lineOf(result: CheckResult): string | null {
  const start = `${result.rule},${writtenCase(result.case)}`;
  if (isFailure(result)) return `${start},${','.repeat(COLUMNS.length)}${result.error.code}`;
  const { outcome, trigger, due, safe, done, daysLeft, workingDaysLeft, daysLate, workingDaysLate } = result;
  if (outcome === 'not-started' && trigger === null && due === null) return null;
  const values = [outcome, trigger, due, safe, done, daysLeft, workingDaysLeft, daysLate, workingDaysLate];
  return `${start},${values.map((value) => value ?? '').join(',')},`;
}

/** The lines of what is wrong with cases, each code of a case once. */
export function problemLines(cases: readonly SpoiltCase[]): string[] {
  const lines = cases.flatMap(({ case: name, codes }) =>
    [...codes].map((code) => `${PROBLEMS},${name === null ? NO_CASE : writtenCase(name)},${code}`),
  );
  return [...new Set(lines)];
}

/** The rule that a line is of; that of a problem is of none. */
export const ruleOf = (line: string): string => line.slice(0, line.indexOf(','));

export const isProblem = (line: string): boolean => ruleOf(line) === PROBLEMS;

/** A statement that makes a view, and the query that reads lines from it. */
export interface LineQuery {
  /** Empty for a view that is there already. */
  readonly make: string;
  readonly lines: string;
}

/** The same lines as queries, in SQL that all engines share. */
export function lineQueries(
  { views }: AuthoritySql,
  quote: (name: string) => string,
  text: string,
): LineQuery[] {
  const plain = (name: string) => `COALESCE(CAST(${quote(name)} AS ${text}), '')`;
  const shown = COLUMNS.map((name) => `CASE WHEN ${quote('error')} IS NULL THEN ${plain(name)} ELSE '' END`);
  const name = `COALESCE(${writtenInSql(quote('case'))}, '${NO_CASE}')`;
  const select = (parts: readonly string[]) => parts.join(" || ',' || ");
  const result = select([plain('rule'), name, ...shown, plain('error')]);
  return [
    ...views.map(({ view, sql }) => ({ make: sql, lines: `SELECT ${result} AS line FROM ${view}` })),
    {
      make: '',
      lines: `SELECT DISTINCT ${select([`'${PROBLEMS}'`, name, quote('error')])} AS line FROM ${quote('problems')}`,
    },
  ];
}

/** The year before the year 1 is 0 in ISO 8601, which some engines write as the year 1 BC. */
export const withIsoYears = (line: string): string =>
  line.includes('BC')
    ? line.replaceAll(
        /(\d{4})(-\d\d-\d\d) \(?BC\)?/g,
        (_, year: string, day: string) => `${String(1 - Number(year)).padStart(4, '0')}${day}`,
      )
    : line;
