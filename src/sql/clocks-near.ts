import { type ClockColumns, NO_NUMBER, START, selectClock } from './clock-columns.js';
import type { Dialect } from './dialect.js';
import { AHEAD, ENDS_AHEAD, IN_ORDER, SO_FAR } from './frames.js';
import type { Scope } from './scope.js';

/**
 * Ahead of the event led up to, or nearest to the event it goes with. What lies between a trigger and the one before it
 * is told by what was done so far at both; what is done on a trigger's own day belongs to that trigger.
 */
export function clocksNear(step: string, direction: 'lead' | 'at', scope: Scope): string {
  const { statement, dialect } = scope;
  const days = statement.step(
    'days',
    'SELECT s.*, SUM(is_trigger) OVER (PARTITION BY case_id, at_day) AS triggers_on_day, SUM(is_done) OVER (PARTITION BY case_id, at_day) AS done_on_day\n' +
      `FROM ${step} s`,
  );
  const isBetween = 'is_done = 1 AND triggers_on_day = 0';
  const ahead = statement.step(
    'ahead',
    'SELECT d.*,\n' +
      `  SUM(CASE WHEN ${isBetween} THEN 1 ELSE 0 END) OVER (${SO_FAR}) AS so_far,\n` +
      `  MAX(CASE WHEN ${isBetween} THEN at_day END) OVER (${SO_FAR}) AS last_done,\n` +
      `  MIN(CASE WHEN ${isBetween} THEN at_day END) OVER (${AHEAD}) AS next_done,\n` +
      `  MIN(CASE WHEN is_end = 1 THEN at_day END) OVER (${ENDS_AHEAD}) AS end_day\n` +
      `FROM ${days} d`,
  );
  const triggers = statement.step(
    'triggers',
    `SELECT a.*, ROW_NUMBER() ${IN_ORDER} AS i, LAG(at_day) ${IN_ORDER} AS before_day, LEAD(at_day) ${IN_ORDER} AS after_day,\n` +
      `  so_far - COALESCE(LAG(so_far) ${IN_ORDER}, 0) AS n_before\n` +
      `FROM ${ahead} a\nWHERE is_trigger = 1 OR unsuited = 1`,
  );
  const sides = statement.step(
    'sides',
    'SELECT t.*, CASE WHEN n_before > 0 THEN last_done END AS last_before,\n' +
      '  CASE WHEN done_on_day > 0 AND (before_day IS NULL OR before_day < at_day) THEN 1 ELSE 0 END AS same_day,\n' +
      '  CASE WHEN after_day IS NULL OR next_done < after_day THEN next_done END AS first_behind\n' +
      `FROM ${triggers} t`,
  );
  const columns = (done: string): ClockColumns => ({
    ...START,
    since_day: 'CASE WHEN is_trigger = 1 THEN before_day END',
    done_day: `CASE WHEN is_trigger = 1 THEN ${done} END`,
    done_no: NO_NUMBER,
    ended_day: 'CASE WHEN is_trigger = 1 THEN end_day END',
    orphan: '0',
    applies: 'applies',
  });
  // Whether a trigger takes what is behind it hangs on the one before only where a single completion lies between
  // the two, which either may take; the last trigger for which that is settled otherwise decides.
  const settled = statement.step(
    'settled',
    `SELECT s.*, CASE WHEN same_day = 1 THEN 0 ${direction === 'lead' ? behindIfNone(dialect) : behindIfNearer(dialect)} ELSE 0 END AS behind\n` +
      `FROM ${sides} s`,
  );
  const chosen = statement.step(
    'chosen',
    'SELECT s.*, COALESCE(MAX(i * 2 + behind) OVER (PARTITION BY case_id, is_trigger ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), 0) % 2 AS takes_behind\n' +
      `FROM ${settled} s`,
  );
  const neighbours = statement.step(
    'neighbours',
    `SELECT c.*, COALESCE(LAG(takes_behind) OVER (PARTITION BY case_id, is_trigger ORDER BY i), 0) AS taken_before\nFROM ${chosen} c`,
  );
  if (direction === 'at') {
    const done =
      'CASE WHEN same_day = 1 THEN at_day WHEN takes_behind = 1 THEN first_behind ' +
      'WHEN n_before > 1 OR (n_before = 1 AND taken_before = 0) THEN last_before END';
    return statement.step('each_clock', `SELECT ${selectClock(columns(done))}\nFROM ${neighbours}`);
  }
  const completions = statement.step(
    'completions',
    `SELECT case_id, at_day, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY at_day, ev) AS no\nFROM ${days}\nWHERE ${isBetween}`,
  );
  const led = statement.step(
    'led_up',
    `SELECT n.*, c.at_day AS first_before\nFROM ${neighbours} n\n` +
      `LEFT JOIN ${completions} c ON c.case_id = n.case_id AND n.n_before > n.taken_before AND c.no = n.so_far - n.n_before + n.taken_before + 1`,
  );
  const done =
    'CASE WHEN n_before > taken_before THEN first_before WHEN same_day = 1 THEN at_day WHEN takes_behind = 1 THEN first_behind END';
  return statement.step('each_clock', `SELECT ${selectClock(columns(done))}\nFROM ${led}`);
}

/** Behind the event, and nearer to it than what is ahead of it. */
const behindIfNearer = ({ daysBetween }: Dialect): string =>
  `WHEN first_behind IS NOT NULL AND (last_before IS NULL OR ${daysBetween('at_day', 'first_behind')} < ${daysBetween('last_before', 'at_day')}) THEN 1 WHEN n_before = 1 AND first_behind IS NOT NULL THEN NULL`;

/** Behind the event and nearer to it than to the next one, where nothing is ahead of it. */
const behindIfNone = ({ daysBetween }: Dialect): string => {
  const isLate = `first_behind IS NOT NULL AND (end_day IS NULL OR first_behind <= end_day) AND (after_day IS NULL OR ${daysBetween('at_day', 'first_behind')} < ${daysBetween('first_behind', 'after_day')})`;
  return `WHEN n_before = 0 AND ${isLate} THEN 1 WHEN n_before = 1 AND ${isLate} THEN NULL`;
};
