import { type ClockColumns, NO_DAY, NO_NUMBER, START, selectClock } from './clock-columns.js';
import type { Scope } from './scope.js';

/**
 * One clock at a time. What stops a clock that is running at a trigger is the first completion or end from that trigger
 * on; so a trigger starts a clock if what stops the clock of the trigger before it came before its own day. A trigger
 * that begins anew starts one on the very day, and what was done and ended on it is of what was before.
 */
export function clocksInTurn(step: string, withUnsuitedDays: boolean, { statement }: Scope): string {
  const days = statement.step(
    'days',
    'SELECT case_id, at_day, MIN(CASE WHEN is_trigger + unsuited > 0 THEN ev END) AS ev, MAX(is_trigger) AS is_trigger,\n' +
      '  MAX(unsuited) AS unsuited, MAX(CASE WHEN is_trigger + unsuited > 0 THEN applies END) AS applies, SUM(is_done) AS done, MAX(is_end) AS is_end, MAX(day_anew) AS anew\n' +
      `FROM ${step}\nGROUP BY case_id, at_day`,
  );
  const ahead = statement.step(
    'ahead',
    'SELECT d.*,\n' +
      `  ${fromHereOn('done > 0')} AS next_done,\n  ${fromHereOn('is_end = 1')} AS next_end,\n` +
      `  MAX(CASE WHEN done > 0 THEN at_day END) OVER (${EARLIER}) AS last_done,\n` +
      `  MAX(CASE WHEN is_end = 1 THEN at_day END) OVER (${EARLIER}) AS last_end\n` +
      `FROM ${days} d`,
  );
  const stop = 'CASE WHEN next_end IS NULL OR next_done <= next_end THEN next_done ELSE next_end END';
  const inOrder = 'OVER (PARTITION BY case_id, is_trigger ORDER BY at_day)';
  const triggers = statement.step(
    'triggers',
    `SELECT a.*, LAG(at_day) ${inOrder} AS before_day, LAG(${stop}) ${inOrder} AS stopped_day\n` +
      `FROM ${ahead} a\nWHERE is_trigger = 1${withUnsuitedDays ? ' OR unsuited = 1' : ''}`,
  );
  const isDone = 'is_trigger = 1 AND next_done IS NOT NULL AND (next_end IS NULL OR next_done <= next_end)';
  return statement.step(
    'in_turn',
    `SELECT ${selectClock({
      ...START,
      since_day: 'CASE WHEN is_trigger = 1 THEN stopped_day END',
      done_day: `CASE WHEN ${isDone} THEN next_done END`,
      done_no: NO_NUMBER,
      ended_day: 'CASE WHEN is_trigger = 1 THEN next_end END',
      orphan: `CASE WHEN is_trigger = 1 AND before_day IS NULL AND NOT (${isDone}) AND anew = 0 AND last_done IS NOT NULL AND (last_end IS NULL OR last_end < last_done) THEN 1 ELSE 0 END`,
      applies: 'applies',
    })}\nFROM ${triggers}\nWHERE is_trigger = 0 OR before_day IS NULL OR stopped_day < at_day OR (stopped_day = at_day AND anew = 1)`,
  );
}

/** The first day with something from a day on; from the next on where what was before ended on it. */
const fromHereOn = (what: string): string =>
  `CASE WHEN ${what} AND anew = 0 THEN at_day ELSE MIN(CASE WHEN ${what} THEN at_day END) OVER (${LATER}) END`;

const EARLIER = 'PARTITION BY case_id ORDER BY at_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING';
const LATER = 'PARTITION BY case_id ORDER BY at_day ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING';

/** The clocks, and one that nothing stops for each trigger that can start none. */
export function withUnsuited(clocks: string, step: string, scope: Scope): string {
  const nothing: ClockColumns = {
    ...START,
    since_day: NO_DAY,
    done_day: NO_DAY,
    done_no: NO_NUMBER,
    ended_day: NO_DAY,
    orphan: '0',
    applies: 'applies',
  };
  return scope.statement.step(
    'clocks',
    `SELECT * FROM ${clocks}\nUNION ALL\nSELECT ${selectClock(nothing)} FROM ${step} WHERE unsuited = 1`,
  );
}
