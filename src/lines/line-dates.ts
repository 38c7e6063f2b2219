import type { Setting } from '../deadlines/setting.js';
import type { Expression } from '../rules/expression.js';
import type { Line } from './line.js';
import { NO_DATE, type StartDays } from './start-days.js';

/**
 * The dates of a line, or of another reading of it, for each start day. What a birthday or an expected delivery starts
 * belongs to the version that is in force on its due date, so dates outside it are none.
 */
export function datesOfLine(
  line: Line,
  setting: Setting,
  days: StartDays,
  limit: Expression = line.limit,
): Int32Array {
  const dates = days.datesOf(limit, setting);
  if (!line.starts.some(({ kind }) => kind === 'fact')) return dates;
  const { from, until } = line.rule;
  return dates.map((date) => (date < from || (until !== null && date >= until) ? NO_DATE : date));
}
