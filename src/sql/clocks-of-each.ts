import { START, selectClock } from './clock-columns.js';
import { ENDS_AHEAD, ENDS_BEFORE, IN_ORDER, SO_FAR } from './frames.js';
import type { Scope } from './scope.js';

/**
 * The i-th trigger takes the first completion on or after it that no earlier one has: the i-th at least, and one later
 * than the one before it took. So its place is the greatest of "first on or after the k-th, and i - k more" over all k
 * up to i. What ends the clocks parts them: none after the end is taken, so those with one end are by themselves.
 */
export function clocksOfEach(step: string, { statement }: Scope): string {
  const ahead = statement.step(
    'ahead',
    'SELECT s.*,\n' +
      `  SUM(is_done) OVER (${SO_FAR}) - (1 - anew) * SUM(is_done) OVER (PARTITION BY case_id, at_day) AS done_before,\n` +
      `  MIN(CASE WHEN is_end = 1 THEN at_day END) OVER (${ENDS_AHEAD}) AS end_day,\n` +
      `  MAX(CASE WHEN is_end = 1 THEN at_day END) OVER (${ENDS_BEFORE}) AS last_end,\n` +
      `  MAX(CASE WHEN is_done = 1 THEN at_day END) OVER (${SO_FAR}) AS last_done\n` +
      `FROM ${step} s`,
  );
  const triggers = statement.step(
    'triggers',
    `SELECT a.*, ROW_NUMBER() ${IN_ORDER} AS i, LAG(at_day) ${IN_ORDER} AS before_day\n` +
      `FROM ${ahead} a\nWHERE is_trigger = 1 OR unsuited = 1`,
  );
  const paired = statement.step(
    'paired',
    'SELECT t.*, CASE WHEN is_trigger = 1 THEN i + MAX(done_before + 1 - i) OVER (PARTITION BY case_id, is_trigger, end_day ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) END AS wanted_no\n' +
      `FROM ${triggers} t`,
  );
  const completions = completionsOf(ahead, statement);
  const done = 'CASE WHEN p.end_day IS NULL OR c.at_day <= p.end_day THEN c.at_day END';
  return statement.step(
    'each_clock',
    `SELECT ${selectClock({
      ...START,
      case_id: 'p.case_id',
      trig_day: 'p.at_day',
      trig_ev: 'p.ev',
      start_day: 'p.at_day',
      start_ev: 'p.ev',
      since_day: 'CASE WHEN p.is_trigger = 1 THEN p.before_day END',
      done_day: done,
      done_no: `CASE WHEN ${done} IS NOT NULL THEN c.no END`,
      ended_day: 'CASE WHEN p.is_trigger = 1 THEN p.end_day END',
      orphan: `CASE WHEN p.is_trigger = 1 AND p.i = 1 AND ${done} IS NULL AND p.done_before > 0 AND (p.last_end IS NULL OR p.last_end < p.last_done) THEN 1 ELSE 0 END`,
      applies: 'p.applies',
    })}\nFROM ${paired} p LEFT JOIN ${completions} c ON c.case_id = p.case_id AND c.no = p.wanted_no`,
  );
}

/** Every completion with its place among those of the case. */
const completionsOf = (step: string, statement: Scope['statement']): string =>
  statement.step(
    'completions',
    'SELECT case_id, at_day, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY at_day, ev) AS no\n' +
      `FROM ${step}\nWHERE is_done = 1`,
  );
