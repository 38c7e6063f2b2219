import type { CheckResult } from '../../src/cases/check.js';
import { isFailure } from '../../src/cases/check.js';

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

/** A result of the core as a line; null where no clock started, for which engines have no row. */
export function lineOf(result: CheckResult): string | null {
  if (isFailure(result))
    return `${result.rule},${result.case},${','.repeat(COLUMNS.length)}${result.error.code}`;
  const { outcome, trigger, due, safe, done, daysLeft, workingDaysLeft, daysLate, workingDaysLate } = result;
  if (outcome === 'not-started' && trigger === null && due === null) return null;
  const values = [outcome, trigger, due, safe, done, daysLeft, workingDaysLeft, daysLate, workingDaysLate];
  return `${result.rule},${result.case},${values.map((value) => value ?? '').join(',')},`;
}

/** The same line as a query over a rule's view, in SQL that all engines share. */
export function lineQuery(view: string, quote: (name: string) => string, text: string): string {
  const plain = (name: string) => `COALESCE(CAST(${quote(name)} AS ${text}), '')`;
  const shown = COLUMNS.map((name) => `CASE WHEN ${quote('error')} IS NULL THEN ${plain(name)} ELSE '' END`);
  const parts = [plain('rule'), plain('case'), ...shown, plain('error')];
  return `SELECT ${parts.join(" || ',' || ")} AS line FROM ${view}`;
}
